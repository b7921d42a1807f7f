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
