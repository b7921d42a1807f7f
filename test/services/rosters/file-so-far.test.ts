import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FileSoFar } from '../../../src/services/rosters/file-so-far.ts'
import { KeyHeap } from '../../../src/services/rosters/key-heap.ts'
import { KeyTable } from '../../../src/services/rosters/key-table.ts'

const keys = fc.array(fc.nat(40), { maxLength: 300 })

describe('a table of keys', () => {
  it('gives back the first lines of a key, in their order', () => {
    fc.assert(
      fc.property(keys, fc.nat(40), fc.integer({ min: 1, max: 20 }), (put, key, most) => {
        const table = new KeyTable(most)
        for (const [at, one] of put.entries()) table.add(one, at + 1)
        const lines = put.flatMap((one, at) => (one === key ? at + 1 : []))
        expect(table.linesUnder(key)).toEqual(lines.slice(0, most))
      }),
    )
  })

  it('keeps apart what it is asked to keep apart when it has grown', () => {
    const table = new KeyTable(5)
    for (let line = 1; line <= 50_000; line++) table.add(line * 7919, line)
    for (const line of [1, 25_000, 50_000]) expect(table.linesUnder(line * 7919)).toEqual([line])
    expect(table.linesUnder(3)).toEqual([])
  })

  it('walks no further when a whole list shares a key', () => {
    const table = new KeyTable(41)
    for (let line = 1; line <= 200_000; line++) table.add(7, line)
    expect(table.linesUnder(7)).toHaveLength(41)
  })
})

it('a heap of keys gives out all of them, in their order', () => {
  const heap = new KeyHeap()
  const all = Array.from({ length: 9000 }, (_, at) => [(at * 48_271) % 1_000_003, at + 1] as const)
  for (const [key, number] of all) heap.add(number, [key, 2 ** 40 - 1 - key])
  const out = [...heap.inOrder(1000)].flat()
  expect(out).toHaveLength(18_000)
  expect(out).toEqual(out.toSorted(([a], [b]) => a - b))
  expect(new Set(out.map(String)).size).toBe(18_000)
  for (const [key, number] of all.slice(0, 50)) expect(out).toContainEqual([key, number])
})

it('a phone is counted with each person who has it as far as is told of, and a missing one with none', () => {
  const soFar = new FileSoFar(function* () {
    return new Map()
  })
  const phones = ['6281000009001', '6281000009002', '6281000009001', null, ...Array(3).fill('6281000009001')]
  expect(phones.map((phone, at) => soFar.countPhone(at + 1, phone))).toEqual([1, 1, 2, 0, 3, 4, 4])
})
