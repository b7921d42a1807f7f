import type { DefectKind } from './fictional-defects.ts'
import type { FictionalWorker } from './fictional-workers.ts'

const isMan = ({ sex }: FictionalWorker) => sex === 'male'
const isTwoWords = ({ kelurahan }: FictionalWorker) => kelurahan.name.includes(' ')
const dashed = (day: string) => day.split('-').reverse().join('-')
const serialOf = (day: string) => String(Math.round(Date.parse(day) / 86_400_000) + 25_569)

/** Untidiness that reading must see through without a word. */
export const DIRT_KINDS = {
  kelurahanApart: {
    about: 'kelurahan ditulis serangkai, berawalan "Kel.", atau huruf besar semua',
    on: [
      ['PEM', 2],
      ['KESRA', 2],
      ['DKUPP', 2],
      ['DINKES', 1],
    ],
    problems: [],
    fits: isTwoWords,
    spoil: (_, { kelurahan }) => ({ kelurahan: `Kel. ${kelurahan.name.replace(' ', '').toUpperCase()}` }),
  },
  kelurahanSplit: {
    about: 'kelurahan ditulis terpisah (Kedung Asem)',
    on: [
      ['DKPPP', 1],
      ['DISPERINAKER', 1],
    ],
    problems: [],
    fits: ({ kelurahan }) => /^(?:Kedung|Sumber)[a-z]/.test(kelurahan.name),
    spoil: (_, { kelurahan }) => ({ kelurahan: kelurahan.name.replace(/^(Kedung|Sumber)/, '$1 ') }),
  },
  titled: {
    about: 'nama dengan gelar',
    on: [
      ['PEM', 2],
      ['KESRA', 3],
      ['DKUPP', 1],
      ['DKPPP', 1],
    ],
    problems: [],
    fits: isMan,
    spoil: (_, { name }) => ({ name: `H. ${name}, S.Pd.` }),
  },
  dateShort: {
    about: 'tahun lahir dua angka',
    on: [
      ['PEM', 2],
      ['KESRA', 2],
    ],
    problems: [],
    spoil: (_, { bornOn }) => ({
      bornOn: dashed(bornOn)
        .replace(/-\d\d(\d\d)$/, '/$1')
        .replaceAll('-', '/'),
    }),
  },
  dateSerial: {
    about: 'tanggal lahir sebagai angka Excel',
    on: [
      ['DKUPP', 2],
      ['DKPPP', 1],
    ],
    problems: [],
    spoil: (_, { bornOn }) => ({ bornOn: serialOf(bornOn) }),
  },
  dateText: {
    about: 'tanggal lahir sebagai teks di lembar Excel',
    on: [['DINKES', 2]],
    problems: [],
    spoil: (_, { bornOn }) => ({ bornOn: dashed(bornOn) }),
  },
  nikSpaced: {
    about: 'NIK dengan spasi atau tanda petik tunggal',
    on: [
      ['KESRA', 1],
      ['DISPERINAKER', 2],
    ],
    problems: [],
    spoil: (_, { nik }) => ({ nik: `'${nik.slice(0, 6)} ${nik.slice(6, 12)} ${nik.slice(12)}` }),
  },
  nikWithPoint: {
    about: 'NIK berakhiran .0',
    on: [['DKUPP', 2]],
    problems: [],
    spoil: (_, { nik }) => ({ nik: `${nik}.0` }),
  },
} as const satisfies Record<string, DefectKind>
