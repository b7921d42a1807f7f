import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readPhone } from '../../src/domain/phone.ts'

it.each([
  '081000009001',
  '0810-0000-9001',
  '0810 0000 9001',
  '+62 810 0000 9001',
  '+6281000009001',
  '6281000009001',
  '006281000009001',
  '62081000009001',
  '81000009001',
  '(0810) 0000.9001',
  "'081000009001",
])('%s is a phone as it is written here', (text) => {
  expect(readPhone(text)).toBe('6281000009001')
})

it.each(['', '-', '0', '62', '0810', '081000009001 / 081000009002', '08100000900l', 'tidak ada', '00000000000'])(
  '%j is none',
  (text) => {
    expect(readPhone(text)).toBeUndefined()
  },
)

it('has 62 in front and 8 to 12 digits behind', () => {
  expect(readPhone('01234567')).toBeUndefined()
  expect(readPhone('012345678')).toBe('6212345678')
  expect(readPhone('0123456789012')).toBe('62123456789012')
  expect(readPhone('01234567890123')).toBeUndefined()
})

it('once read, reads the same again', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9+ -]{0,20}$/), (text) => {
      const phone = readPhone(text)
      if (phone !== undefined) expect(readPhone(phone)).toBe(phone)
    }),
  )
})
