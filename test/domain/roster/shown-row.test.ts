import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { usualHeader } from '../../../src/domain/roster/columns.ts'
import { shownRow } from '../../../src/domain/roster/shown-row.ts'

describe('what goes back of a line', () => {
  it.each([
    ['3574015708709001', '9001'],
    ['3574 0157 0870 9001', '9001'],
    ['357401570870900', '0900'],
    ["'3574015708709001", '9001'],
    ['3,57E+15', ''],
    ['1234', ''],
    ['', ''],
  ])('of the NIK %s are its last digits, where it has enough of them: %s', (nik, nikEnds) => {
    expect(shownRow({ row: null, cells: { nik } }).nikEnds).toBe(nikEnds)
  })

  it.each([
    ['Siti  Aminah', 'Siti Aminah'],
    ['0810-0000-9001 Siti', '••• Siti'],
    ['Siti (3574015708709001)', 'Siti (•••)'],
    ['3574.0157.0870.9001', '•••'],
    ['Siti RT 03/RW 02', 'Siti RT 03/RW 02'],
    ['=1+1', '=1+1'],
  ])('of the name %s is %s', (name, shown) => {
    expect(shownRow({ cells: { name } }).name).toBe(shown)
  })

  it('never has more than five digits in a row, whatever stood there', () => {
    const check = fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 .-/ab') }), (name) => {
      expect(shownRow({ cells: { name } }).name.replace(/[\s.\-/]/g, '')).not.toMatch(/\d{12}/)
    })
    fc.assert(check, { seed: 7 })
  })

  it('is of the read row where there is one', () => {
    expect(shownRow({ cells: {} })).toEqual({ name: '', nikEnds: '' })
  })
})

it('a column is called as the agency’s files do, or as the contract does', () => {
  expect(usualHeader('nik', { 'nomor penduduk': 'nik' })).toBe('nomor penduduk')
  expect([usualHeader('bornOn', null), usualHeader('bornOn', {})]).toEqual(['tanggal_lahir', 'tanggal_lahir'])
})
