import { expect, it } from 'vitest'
import { buttonData, readButton } from '../../src/channels/button.ts'

it.each([
  ['small', 7],
  [':menu', 123456789],
  ['a|b', 0],
  ['7|x', 3],
  ['', 1],
])('brings back %j of question %i', (choice, asked) => {
  expect(readButton(buttonData(choice, asked, 64)!)).toEqual({ choice, asked })
})

it('carries the value alone where no question is known, and so is read what an earlier version sent', () => {
  expect(buttonData('small', undefined, 64)).toBe('small')
  expect(readButton('small')).toEqual({ choice: 'small' })
})

it('has room for as many bytes as the platform lets it carry', () => {
  expect(buttonData('x'.repeat(62), 1, 64)).toBe(`1|${'x'.repeat(62)}`)
  expect(buttonData('x'.repeat(63), 1, 64)).toBeUndefined()
  expect(buttonData('é'.repeat(32), 1, 64)).toBeUndefined()
})
