/** A kecamatan of the city, with its official code. */
export interface Kecamatan {
  code: string
  name: string
}

/** A kelurahan of the city, with its official code, `35.74.01.1001` style. */
export interface Kelurahan {
  code: string
  name: string
  kecamatan: Kecamatan
}

// Codes from npm `idn-area-data` 3.1.2 (MIT), which follows the code list of the Ministry of Home Affairs.
// Names as the city itself writes them (`Kedungasem`, `Sumbertaman`); the list writes these two apart.
const CITY: readonly [code: string, kecamatan: string, kelurahan: Readonly<Record<string, string>>][] = [
  [
    '35.74.01',
    'Kademangan',
    {
      1001: 'Ketapang',
      1002: 'Triwung Lor',
      1003: 'Triwung Kidul',
      1007: 'Pohsangit Kidul',
      1008: 'Kademangan',
      1009: 'Pilang',
    },
  ],
  [
    '35.74.02',
    'Wonoasih',
    {
      1001: 'Jrebeng Kidul',
      1002: 'Pakistaji',
      1003: 'Kedunggaleng',
      1005: 'Kedungasem',
      1006: 'Sumbertaman',
      1007: 'Wonoasih',
    },
  ],
  [
    '35.74.03',
    'Mayangan',
    { 1001: 'Mayangan', 1002: 'Mangunharjo', 1004: 'Jati', 1007: 'Sukabumi', 1010: 'Wiroborang' },
  ],
  [
    '35.74.04',
    'Kanigaran',
    {
      1001: 'Tisnonegaran',
      1002: 'Sukoharjo',
      1003: 'Kanigaran',
      1004: 'Kebonsari Wetan',
      1005: 'Curahgrinting',
      1006: 'Kebonsari Kulon',
    },
  ],
  [
    '35.74.05',
    'Kedopok',
    {
      1001: 'Jrebeng Kulon',
      1002: 'Kareng Lor',
      1003: 'Sumber Wetan',
      1004: 'Jrebeng Lor',
      1005: 'Kedopok',
      1006: 'Jrebeng Wetan',
    },
  ],
]

export const KECAMATAN: readonly Kecamatan[] = CITY.map(([code, name]) => ({ code, name }))

export const KELURAHAN: readonly Kelurahan[] = CITY.flatMap(([code, name, kelurahan]) =>
  Object.entries(kelurahan).map(([part, itsName]) => ({
    code: `${code}.${part}`,
    name: itsName,
    kecamatan: { code, name },
  })),
)

const byCode = new Map(KELURAHAN.map((kelurahan) => [kelurahan.code, kelurahan]))

/** The kelurahan with an official code; undefined where it is not one of the city's 29. */
export function kelurahanOf(code: string): Kelurahan | undefined {
  return byCode.get(code)
}
