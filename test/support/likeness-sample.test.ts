import { describe, expect, it } from 'vitest'
import { yearsBetween } from '../../src/domain/clock.ts'
import { readNik } from '../../src/domain/nik.ts'
import { kelurahanOf } from '../../src/domain/region/kelurahan.ts'
import { AGE_LIMIT } from '../../src/domain/roster/eligibility.ts'
import { type LabelledRow, labelledRows, registeredPeople } from './likeness-sample.ts'
import { ERROR_KINDS, errorOf } from './typing-errors.ts'

const SIZE = { seed: 5, people: 8000, rows: 4000 }
const people = [...registeredPeople(SIZE)]
const rows = labelledRows(SIZE)
const byId = new Map(people.map(({ id, row }) => [id, row]))

describe('the register', () => {
  it('is the same for the same seed, another for another, and begins alike however long', () => {
    expect([...registeredPeople({ seed: 5, people: 50 })]).toEqual(people.slice(0, 50))
    expect([...registeredPeople({ seed: 6, people: 50 })]).not.toEqual(people.slice(0, 50))
  })

  it('gives each a NIK of their own that can be one and is nobody’s, and an age to be enrolled at', () => {
    expect(new Set(people.map(({ row }) => row.nik)).size).toBe(people.length)
    for (const { row } of people) {
      expect(readNik(row.nik)?.sex).toBe(row.sex)
      expect(row.nik.slice(6)).toMatch(/^\d{6}9\d{3}$/)
      expect(row.phone ?? '6281000009000').toMatch(/^62810\d{8}$/)
      expect(kelurahanOf(row.kelurahan)).toBeDefined()
      expect(yearsBetween(row.bornOn, row.startsOn)).toBeGreaterThan(16)
      expect(yearsBetween(row.bornOn, row.startsOn)).toBeLessThan(AGE_LIMIT)
    }
  })

  it('has people who are easily confused', () => {
    const share = (count: number) => count / people.length
    const isTogether = (key: (row: (typeof people)[number]['row']) => string | null) => {
      const groups = Map.groupBy(people, ({ row }) => key(row))
      groups.delete(null)
      return share([...groups.values()].filter(({ length }) => length > 1).flat().length)
    }
    expect(share(people.filter(({ row }) => row.phone === null).length)).toBeCloseTo(0.25, 1)
    expect(share(people.filter(({ row }) => !row.name.includes(' ')).length)).toBeCloseTo(0.13, 1)
    expect(isTogether(({ phone }) => phone)).toBeGreaterThan(0.2)
    expect(isTogether(({ name, kelurahan }) => name + kelurahan)).toBeGreaterThan(0.05)
    expect(isTogether(({ nik }) => nik.slice(0, 12))).toBeGreaterThan(0.05)
    expect(isTogether(({ name, bornOn }) => name + bornOn)).toBeGreaterThan(0)
  })
})

describe('the second list', () => {
  it('is the same for the same seed', () => {
    expect(labelledRows(SIZE)).toEqual(rows)
  })

  it('has the promised shares', () => {
    const known = rows.filter(({ truth }) => truth.is === 'known')
    expect(rows).toHaveLength(4000)
    expect(known).toHaveLength(1000)
    expect(known.filter(({ truth }) => truth.is === 'known' && truth.verdict === 'doubtful')).toHaveLength(500)
    const few = labelledRows({ ...SIZE, rows: 200, shareKnown: 0.1, shareDoubtful: 1 })
    expect(few.filter(({ truth }) => truth.is === 'known' && truth.verdict === 'doubtful')).toHaveLength(20)
  })

  it('has every kind of error, and every kind of look-alike', () => {
    const errors = rows.flatMap(({ truth }) => (truth.is === 'known' ? truth.errors : []))
    const kinds = rows.flatMap(({ truth }) => (truth.is === 'new' ? truth.kind : []))
    expect(new Set(errors)).toEqual(new Set(ERROR_KINDS))
    expect(new Set(kinds).size).toBe(9)
  })

  it('changes in a known row what its errors say, one to three of them, and nothing else', () => {
    for (const { row, truth } of rows) {
      if (truth.is === 'new') continue
      const before = byId.get(truth.of)!
      const fields = new Set(truth.errors.map((kind) => errorOf(kind).field))
      expect(truth.errors.length).toBeGreaterThan(0)
      expect(truth.errors.length).toBeLessThan(4)
      for (const field of Object.keys(row) as (keyof typeof row)[]) {
        if ((fields as Set<string>).has(field)) expect(row[field]).not.toEqual(before[field])
        else expect(row[field]).toEqual(before[field])
      }
      expect(row.nik === before.nik).toBe(truth.verdict === 'double')
    }
  })

  it('gives a new person, and a known one with an error in the NIK, a NIK that nobody else has', () => {
    const niks = new Set(people.map(({ row }) => row.nik))
    const isKnownNik = ({ truth }: LabelledRow) => truth.is === 'known' && truth.verdict === 'double'
    for (const labelled of rows) expect(niks.has(labelled.row.nik)).toBe(isKnownNik(labelled))
    expect(new Set(rows.map(({ row }) => row.nik)).size).toBe(rows.length)
    for (const { row } of rows) expect(readNik(row.nik)).toBeDefined()
  })

  it('makes look-alikes that look alike', () => {
    for (const { row, truth } of rows) {
      if (truth.is === 'known' || !truth.of) continue
      const like = byId.get(truth.of)!
      if (truth.kind === 'twin')
        expect([row.nik.slice(0, 12), row.bornOn]).toEqual([like.nik.slice(0, 12), like.bornOn])
      if (truth.kind === 'nikNeighbour') expect(row.nik.slice(0, 13)).toBe(like.nik.slice(0, 13))
      if (truth.kind === 'namesake') expect([row.name, row.kelurahan]).toEqual([like.name, like.kelurahan])
      if (truth.kind === 'namesakeBornSameDay') expect([row.name, row.bornOn]).toEqual([like.name, like.bornOn])
      if (truth.kind === 'sibling') expect([row.address, row.kelurahan]).toEqual([like.address, like.kelurahan])
    }
  })

  it('is refused where the register is too small for it', () => {
    expect(() => labelledRows({ seed: 1, people: 10, rows: 100 })).toThrow(RangeError)
  })
})
