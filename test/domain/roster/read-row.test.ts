import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cells } from '../../../src/domain/roster/columns.ts'
import { type RowOptions, readRow } from '../../../src/domain/roster/read-row.ts'

const OPTIONS: RowOptions = { today: '2026-11-23' }

const SOUND: Cells = {
  nik: '3574035708709001',
  name: 'Siti Aminah',
  bornOn: '17-08-1970',
  sex: 'P',
  phone: '0810-0000-9001',
  address: 'Jl. Mawar 3',
  kelurahan: 'Jati',
  kecamatan: 'Mayangan',
  occupation: 'Petani',
  startsOn: '2026-01',
  endsOn: '2026-12',
  paidThrough: '2026-11',
}

function read(change: Cells, options: Partial<RowOptions> = {}) {
  return readRow({ line: 2, cells: { ...SOUND, ...change }, notes: {} }, { ...OPTIONS, ...options })
}

const codes = (change: Cells, options?: Partial<RowOptions>) => read(change, options).problems.map(({ code }) => code)

describe('a sound row', () => {
  it('is read whole, without a problem', () => {
    expect(read({})).toEqual({
      row: {
        nik: '3574035708709001',
        name: 'Siti Aminah',
        bornOn: '1970-08-17',
        sex: 'female',
        phone: '6281000009001',
        address: 'Jl. Mawar 3',
        kelurahan: '35.74.03.1004',
        occupation: 'Petani',
        segment: 'petani',
        memberNumber: null,
        startsOn: '2026-01-01',
        endsOn: '2026-12-31',
        paidThrough: '2026-11-30',
        programmes: null,
        basis: null,
        consent: null,
        notes: {},
      },
      problems: [],
    })
  })

  it('keeps what the file says under headers of its own', () => {
    const { row } = readRow({ line: 2, cells: SOUND, notes: { Kelompok: 'A' } }, OPTIONS)
    expect(row?.notes).toEqual({ Kelompok: 'A' })
  })

  it('loses invisible and control characters, and hard spaces', () => {
    expect(read({ name: '\u202eSiti\u00a0\u0007 Aminah\u200b' }).row?.name).toBe('Siti Aminah')
  })
})

describe('a NIK', () => {
  it.each([
    '3574035708709001',
    "'3574035708709001",
    '3574 0357 0870 9001',
    '357403.570870.9001',
    '3574035708709001.0',
    '3574035708709001,00',
    '3.574035708709001E+15',
    '3,574035708709001e15',
  ])('is read from %s', (nik) => {
    expect(read({ nik })).toMatchObject({ row: { nik: '3574035708709001' }, problems: [] })
  })

  it.each([
    ['', 'nikMissing'],
    ['-', 'nikMissing'],
    ['3,57E+15', 'nikScientific'],
    ['3.57404E+15', 'nikScientific'],
    ['4E+15', 'nikScientific'],
    ['357403570870900', 'nikLength'],
    ['35740357087090011', 'nikLength'],
    ['3574035708709OO1', 'nikInvalid'],
    ['3574037208709001', 'nikInvalid'],
    ['3574035713709001', 'nikInvalid'],
    ['3574035708700000', 'nikInvalid'],
    ['KTP hilang', 'nikInvalid'],
  ])('%s is refused: %s', (nik, code) => {
    const { row, problems } = read({ nik })
    expect(row).toBeUndefined()
    expect(problems).toEqual([{ code, field: 'nik', severity: 'error' }])
  })

  it('that a sheet held as a number and that ends in 0 is worth a look', () => {
    const line = {
      line: 2,
      cells: { ...SOUND, nik: '3574035708709010' },
      notes: {},
      nikIsNumber: 'perhapsWhole' as const,
    }
    expect(readRow(line, OPTIONS).problems).toEqual([{ code: 'nikRounded', field: 'nik', severity: 'warning' }])
    const rounded = readRow({ ...line, nikIsNumber: 'rounded' }, OPTIONS)
    expect(rounded.problems).toEqual([{ code: 'nikRounded', field: 'nik', severity: 'error' }])
  })

  it('first registered elsewhere says nothing of where a person lives', () => {
    expect(codes({ nik: '3513125708709001' })).toEqual([])
  })
})

describe('name, birth and sex', () => {
  it.each<[Cells, string[]]>([
    [{ name: '' }, ['nameMissing']],
    [{ name: '12345' }, ['nameUnreadable']],
    [{ name: 'x'.repeat(500) }, ['nameUnreadable']],
    [{ name: 'Bu' }, []],
    [{ bornOn: '' }, ['birthMissing']],
    [{ bornOn: '31-02-1970' }, ['birthUnreadable']],
    [{ bornOn: '8/17/1970' }, ['birthUnreadable']],
    [{ bornOn: '17-08-2027' }, ['birthImpossible']],
    [{ bornOn: '17-08-1901' }, ['birthImpossible']],
    [{ sex: 'L' }, ['sexDiffersFromNik']],
    [{ sex: 'perempuan' }, []],
    [{ sex: 'Laki2' }, ['sexDiffersFromNik']],
    [{ sex: '' }, []],
    [{ sex: '?!' }, ['sexUnreadable']],
  ])('%o: %j', (change, expected) => {
    expect(codes(change)).toEqual(expected)
  })

  it('a birth date other than the NIK’s is a warning only, and the list’s date counts', () => {
    const { row, problems } = read({ bornOn: '18-08-1970' })
    expect(row?.bornOn).toBe('1970-08-18')
    expect(problems).toEqual([{ code: 'birthDiffersFromNik', field: 'bornOn', severity: 'warning' }])
  })
})

describe('age at enrolment is under 65', () => {
  it.each([
    ['02-01-1961', '2026-01-01', []],
    ['01-01-1961', '2026-01-01', ['tooOld']],
    ['01-01-1950', '2026-01-01', ['tooOld']],
    ['01-01-2010', '2026-01-01', ['tooYoung']],
    ['01-01-2009', '2026-01-01', []],
  ])('born %s, from %s: %j', (bornOn, startsOn, expected) => {
    expect(codes({ bornOn, startsOn }).filter((code) => code !== 'birthDiffersFromNik')).toEqual(expected)
  })
})

describe('a phone', () => {
  it('that cannot be read is a warning: the worker is visited instead', () => {
    const { row, problems } = read({ phone: '0810-00' })
    expect(row?.phone).toBeNull()
    expect(problems).toEqual([{ code: 'phoneUnreadable', field: 'phone', severity: 'warning' }])
  })

  it.each(['', '-', '0', 'tidak ada'])('may be missing: "%s"', (phone) => {
    expect(read({ phone })).toMatchObject({ row: { phone: null }, problems: [] })
  })

  it('of several is the first that can be read', () => {
    expect(read({ phone: '0810-00 / 081000009002' }).row?.phone).toBe('6281000009002')
  })

  it.each([
    'WA 081000009002',
    'HP: 0810-0000-9002',
    '081000009002 (istri)',
    '081000009002 an. Budi',
    '081000009002 atau 081000009003',
    '081000009002 & 081000009003',
    '081000009002 081000009003',
    '0810 0000 9002 - 0810 0000 9003',
    '0810‑0000‑9002',
    '0810_0000_9002',
    '`081000009002',
    '8.1000009002E+10',
  ])('is found in "%s"', (phone) => {
    expect(read({ phone })).toMatchObject({ row: { phone: '6281000009002' }, problems: [] })
  })

  it('is not read where a spreadsheet has lost its digits', () => {
    expect(read({ phone: '8,1E+10' }).problems).toMatchObject([{ code: 'phoneUnreadable' }])
  })

  it('in any common spelling is read back as itself', () => {
    const spelling = fc.constantFrom<(digits: string) => string>(
      (digits) => `0${digits}`,
      (digits) => `62${digits}`,
      (digits) => `+62 ${digits}`,
      (digits) => digits,
      (digits) => `0${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7)}`,
      (digits) => `(0${digits.slice(0, 3)}) ${digits.slice(3)}`,
      (digits) => `'0${digits}`,
      (digits) => `0${digits}.0`,
    )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), spelling, (last, spell) => {
        const digits = `81000009${String(last).padStart(3, '0')}`
        expect(read({ phone: spell(digits) }).row?.phone).toBe(`62${digits}`)
      }),
    )
  })
})

describe('where the worker lives', () => {
  it.each<[Cells, string[]]>([
    [{ kelurahan: '' }, ['kelurahanMissing']],
    [{ kelurahan: 'Jrebeng', kecamatan: '' }, ['kelurahanUnknown']],
    [{ kecamatan: 'Kedopok' }, ['kecamatanDiffers']],
    [{ kecamatan: 'Dringu' }, ['outsideCity']],
    [{ city: 'Kab. Probolinggo' }, ['outsideCity']],
    [{ city: 'Kabupaten Probolinggo' }, ['outsideCity']],
    [{ city: 'Pasuruan' }, ['outsideCity']],
    [{ city: 'KOTA PROBOLINGGO' }, []],
    [{ city: 'Kota Prob.' }, []],
    [{ city: 'Kota Probolingo' }, []],
    [{ city: 'Kab. Prob.' }, ['outsideCity']],
    [{ city: 'Probolinggo', kecamatan: '' }, []],
  ])('%o: %j', (change, expected) => {
    expect(codes(change)).toEqual(expected)
  })
})

describe('what the worker does', () => {
  it.each<[Cells, Partial<RowOptions>, string | null, string[]]>([
    [{ occupation: '', segment: 'Nelayan' }, {}, 'nelayan', []],
    [{ occupation: 'Tukang jahit', segment: 'UMKM' }, {}, 'pelaku-umkm', []],
    [{ occupation: '' }, {}, null, ['occupationMissing']],
    [{ occupation: '-' }, {}, null, ['occupationMissing']],
    [{ occupation: 'Tukang becak' }, {}, null, ['segmentUnknown']],
    [{ occupation: '' }, { segment: 'nelayan' }, 'nelayan', []],
    [{ occupation: 'Petani' }, { segment: 'nelayan' }, 'petani', []],
    [{ occupation: 'Tukang becak' }, { segment: 'nelayan' }, 'nelayan', []],
    [{ occupation: '', segment: 'Tukang becak' }, { segment: 'nelayan' }, null, ['segmentUnknown']],
  ])('%o with %o: %s %j', (change, options, segment, expected) => {
    const { row, problems } = read(change, options)
    expect(row?.segment).toBe(segment)
    expect(problems.map(({ code }) => code)).toEqual(expected)
  })
})

describe('the period', () => {
  const none = { startsOn: '', endsOn: '', paidThrough: '' }

  it.each<[Cells, Partial<RowOptions>, string[]]>([
    [none, {}, ['periodMissing', 'endMissing']],
    [none, { from: '2026-01', to: '2026-12' }, []],
    [none, { from: '2026-12', to: '2026-01' }, ['periodInverted']],
    [{ endsOn: '' }, {}, ['endMissing']],
    [{ startsOn: '2026-12', endsOn: '2026-01', paidThrough: '' }, {}, ['periodInverted']],
    [{ startsOn: 'menyusul' }, { from: '2026-01' }, ['periodUnreadable']],
    [{ endsOn: '13/2026' }, {}, ['periodUnreadable']],
    [{ paidThrough: 'lunas' }, {}, ['paidUnreadable']],
    [{ paidThrough: '2025-12' }, {}, ['paidOutsidePeriod']],
    [{ paidThrough: '2027-01' }, {}, ['paidOutsidePeriod']],
  ])('%o with %o: %j', (change, options, expected) => {
    expect(codes(change, options)).toEqual(expected)
  })

  it('comes from the row first and from the options where the row is silent', () => {
    const { row } = read({ endsOn: '' }, { from: '2025-01', to: '2026-06-15' })
    expect(row).toMatchObject({ startsOn: '2026-01-01', endsOn: '2026-06-15' })
  })
})

describe('who cannot be enrolled', () => {
  it.each<[Cells, string[]]>([
    [{ employment: 'PNS' }, ['civilServant']],
    [{ employment: 'Anggota TNI' }, ['civilServant']],
    [{ employment: 'PPPK Kota' }, ['civilServant']],
    [{ employment: 'Non ASN' }, []],
    [{ employment: 'Pensiunan PNS' }, []],
    [{ employment: 'Karyawan swasta' }, ['wageEarner']],
    [{ employment: 'Penerima Upah' }, ['wageEarner']],
    [{ employment: 'Bukan Penerima Upah' }, []],
    [{ employment: 'BPU' }, []],
    [{ civilServant: 'Ya' }, ['civilServant']],
    [{ civilServant: 'Tidak' }, []],
    [{ civilServant: 'POLRI' }, ['civilServant']],
    [{ wageEarner: 'ya' }, ['wageEarner']],
    [{ wageEarner: '-' }, []],
    [{ occupation: 'Guru ngaji (PNS)' }, ['civilServant']],
    [{ occupation: 'Petani, karyawan pabrik' }, ['perhapsEmployed']],
    [{ remark: 'ASN' }, ['perhapsEmployed']],
    [{ remark: 'istri PNS' }, []],
    [{ deceased: 'ya' }, ['deceased']],
    [{ deceased: 'Meninggal' }, ['deceased']],
    [{ deceased: 'hidup' }, []],
    [{ remark: 'Meninggal 3 Januari 2026' }, ['deceased']],
    [{ remark: 'Alm.' }, ['deceased']],
    [{ remark: 'menggantikan suami yang meninggal' }, ['perhapsDeceased']],
    [{ remark: 'Kawin' }, []],
    [{ name: 'Alm. Slamet' }, ['deceased']],
    [{ name: 'Slamet (alm)' }, ['deceased']],
    [{ name: 'Almira Putri' }, []],
  ])('%o: %j', (change, expected) => {
    expect(codes(change)).toEqual(expected)
  })
})

describe('leave to be written to', () => {
  const yes = { consentGiven: 'ya', consentOn: '05-01-2026', consentSource: 'formulir' }
  const attested = { consent: { on: '2026-02-01', source: 'surat dinas' } }
  const given = (on: string, source: string) => ({ given: true, on, source })

  it.each<[Cells, Partial<RowOptions>, object | null, string[]]>([
    [{}, {}, null, []],
    [yes, {}, given('2026-01-05', 'formulir'), []],
    [{ consentGiven: 'tidak' }, {}, { given: false }, []],
    [{ consentGiven: 'tidak' }, attested, { given: false }, []],
    [{ consentGiven: '-' }, {}, { given: false }, []],
    [{}, attested, given('2026-02-01', 'surat dinas'), []],
    [{ consentGiven: 'ya' }, attested, given('2026-02-01', 'surat dinas'), []],
    [{ ...yes, consentOn: '' }, {}, null, ['consentIncomplete']],
    [{ ...yes, consentOn: '01-01-2027' }, {}, null, ['consentIncomplete']],
    [{ ...yes, consentSource: '' }, {}, null, ['consentIncomplete']],
    [{ ...yes, consentGiven: 'besok' }, attested, null, ['consentUnclear']],
  ])('%o with %o: %j', (change, options, consent, expected) => {
    const { row, problems } = read(change, options)
    expect(row?.consent).toEqual(consent)
    expect(problems.map(({ code }) => code)).toEqual(expected)
  })
})

describe('what a row may never do', () => {
  it('hold a formula', () => {
    expect(codes({ address: '=HYPERLINK("http://x")' })).toEqual(['formula'])
  })

  it('have more cells than the header', () => {
    expect(readRow({ line: 2, cells: SOUND, notes: {}, isTooLong: true }, OPTIONS).problems).toEqual([
      { code: 'tooManyCells', field: 'nik', severity: 'error' },
    ])
  })

  it('show its values in a problem, or make reading fail, whatever stands in it', () => {
    const anything = fc.dictionary(
      fc.constantFrom(...(Object.keys(SOUND) as (keyof Cells)[]), 'remark', 'city'),
      fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.integer().map(String)),
    )
    fc.assert(
      fc.property(anything, (change) => {
        for (const problem of read(change).problems) {
          expect(Object.keys(problem)).toEqual(['code', 'field', 'severity'])
          expect(problem.code).toMatch(/^[a-zA-Z]+$/)
        }
      }),
    )
  })
})

describe('programmes and legal basis', () => {
  it.each([
    ['JKK, JKM', ['jkk', 'jkm']],
    ['jkm+jkk+jht', ['jkk', 'jkm', 'jht']],
    ['JKK dan Jaminan Kematian', ['jkk', 'jkm']],
    ['Jaminan Hari Tua', ['jht']],
    ['2 Program', ['jkk', 'jkm']],
    ['3 program', ['jkk', 'jkm', 'jht']],
    ['2 program (JKK, JKM)', ['jkk', 'jkm']],
    ['', null],
    ['-', null],
  ])('%j are the programmes %j', (programmes, wanted) => {
    expect(read({ programmes })).toMatchObject({ row: { programmes: wanted }, problems: [] })
  })

  it.each([
    ['lengkap', null],
    ['JKK, JKM, JP', ['jkk', 'jkm']],
    ['JKN', null],
    ['4 program', null],
  ])('%j is worth a look', (programmes, wanted) => {
    expect(read({ programmes })).toMatchObject({
      ...{ row: { programmes: wanted } },
      problems: [{ code: 'programmesUnreadable', field: 'programmes', severity: 'warning' }],
    })
  })

  it('the basis is the row’s own, else the import’s, and no longer than anybody needs', () => {
    expect(read({ basis: 'SK 1/2026' }, { basis: 'Perwali' }).row?.basis).toBe('SK 1/2026')
    expect(read({ basis: '-' }, { basis: ' Perwali ' }).row?.basis).toBe('Perwali')
    expect(read({}).row?.basis).toBeNull()
    expect(read({ basis: 'x'.repeat(500) }).row?.basis).toHaveLength(200)
  })
})
