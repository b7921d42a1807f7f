import { describe, expect, it } from 'vitest'
import { COLUMNS, COLUMNS_OF, type Column, columnOf, readHeader } from '../../../src/domain/roster/columns.ts'
import { HEADER_NAMES } from '../../../src/domain/roster/header-names.ts'
import { IMPORT_KINDS } from '../../../src/domain/roster/import-progress.ts'

describe('a header is understood', () => {
  it.each<[string, Column]>([
    ['NIK', 'nik'],
    ['no_ktp', 'nik'],
    ['No. KTP', 'nik'],
    ['NIK (16 digit)', 'nik'],
    ['Nama Lengkap', 'name'],
    ['tgl lahir', 'bornOn'],
    ['Tanggal_Lahir', 'bornOn'],
    ['date of birth', 'bornOn'],
    ['no. hp', 'phone'],
    ['No HP/WA', 'phone'],
    ['Kel.', 'kelurahan'],
    ['L/P', 'sex'],
    ['Kab/Kota', 'city'],
    ['izin_pesan', 'consentGiven'],
    ['Dibayar s/d', 'paidThrough'],
    ['\ufeffnik', 'nik'],
    ['memberNumber', 'memberNumber'],
  ])('%s → %s', (header, column) => {
    expect(columnOf(header)).toBe(column)
  })

  it('every header of the contract means its own column', () => {
    for (const kind of IMPORT_KINDS)
      for (const column of COLUMNS_OF[kind]) expect(columnOf(COLUMNS[column], kind)).toBe(column)
  })

  it('no header means two columns', () => {
    const names = Object.values(HEADER_NAMES).flat()
    expect(new Set(names).size).toBe(names.length)
  })
})

it('the order is free, unknown headers become notes, running numbers are dropped', () => {
  const header = readHeader(['No', 'Kelurahan', 'Hobi', 'nama', '', 'TTL', 'NIK'])
  expect(header.columns).toEqual([null, 'kelurahan', null, 'name', null, 'bornOn', 'nik'])
  expect(header.notes).toEqual([null, null, 'Hobi', null, null, null, null])
  expect(header.missing).toEqual([])
})

it('missing and repeated columns are told', () => {
  expect(readHeader(['nik', 'No KTP', 'nama'])).toMatchObject({ missing: ['bornOn', 'kelurahan'], twice: ['nik'] })
})

describe('a header shows by itself of what kind the file is', () => {
  const ROSTER = ['NIK', 'Nama', 'Tanggal Lahir', 'Kelurahan']
  it.each<[string, string[], string, string[]]>([
    ['a list of workers', ROSTER, 'roster', []],
    ['a list that says what each costs', [...ROSTER, 'Periode', 'Iuran', 'Status'], 'roster', []],
    ['a list without a column that it needs', ['NIK', 'Nama', 'Tgl Lahir', 'Status'], 'roster', ['kelurahan']],
    ['an export', ['No', 'KPJ', 'Nama', 'BLTH', 'Iuran (Rp)', 'Status'], 'contributions', []],
    ['one with days of payment', ['Nomor Peserta', 'Bulan', 'Tahun', 'Jumlah', 'Tgl Bayar'], 'contributions', []],
    ['one with a mark for what is unpaid', ['NIK', 'Bulan Iuran', 'Nominal', 'Belum Bayar'], 'contributions', []],
    ['one with birth dates', ['NIK', 'Nama', 'Tgl Lahir', 'Bulan', 'Iuran', 'Lunas'], 'contributions', []],
    ['one without its months', ['KPJ', 'Nama', 'Iuran', 'Status'], 'contributions', ['month']],
    ['one that does not say what is paid', ['KPJ', 'Bulan', 'Iuran'], 'contributions', ['paymentState']],
    ['one that says it twice', ['KPJ', 'Bulan', 'Iuran', 'Total Iuran', 'Status'], 'contributions', []],
  ])('%s', (_, cells, kind, missing) => {
    expect(readHeader(cells)).toMatchObject({ kind, missing })
  })

  it('and "status" means what it means in that kind', () => {
    expect(readHeader([...ROSTER, 'Status']).columns.at(-1)).toBe('remark')
    expect(readHeader(['KPJ', 'Bulan', 'Iuran', 'Status']).columns.at(-1)).toBe('paymentState')
    expect(readHeader(['KPJ', 'Bulan', 'Iuran', 'Total Iuran', 'Status']).twice).toEqual(['amount'])
  })
})
