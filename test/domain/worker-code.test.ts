import { expect, it } from 'vitest'
import { readWorkerCode, visitNumber, workerCode } from '../../src/domain/worker-code.ts'

it.each(['P0000012', 'p0000012', 'P12', ' 12 ', '0012', 'P 000 0012'])('%j is the worker of visit 12', (typed) => {
  expect(readWorkerCode(typed)).toBe('P0000012')
})

it.each(['', 'P', '12a', 'K12', '12345678', '1,2', '3574015708709001'])('%j is no worker', (typed) => {
  expect(readWorkerCode(typed)).toBeUndefined()
})

it('a code and its visit number are the same worker', () => {
  for (const number of [1, 10, 9_999_999]) {
    expect(visitNumber(workerCode(number))).toBe(String(number))
    expect(readWorkerCode(visitNumber(workerCode(number)))).toBe(workerCode(number))
  }
})
