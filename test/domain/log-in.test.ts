import { describe, expect, it } from 'vitest'
import { isStanding, readPassword, readUsername, scopeFault } from '../../src/domain/log-in.ts'

const NOW = new Date('2026-11-24T02:00:00Z')
const minutes = (n: number) => new Date(NOW.getTime() + n * 60_000)

describe('a session stands', () => {
  const session = { lastSeenAt: NOW, expiresAt: minutes(12 * 60), revokedAt: null }

  it('for half an hour after its last use', () => {
    expect([isStanding(session, minutes(29)), isStanding(session, minutes(30))]).toEqual([true, false])
  })

  it('never past its end, however lately it was used', () => {
    const busy = { ...session, lastSeenAt: minutes(12 * 60 - 1) }
    expect([isStanding(busy, minutes(12 * 60 - 1)), isStanding(busy, minutes(12 * 60))]).toEqual([true, false])
  })

  it('not once it was ended', () => {
    expect(isStanding({ ...session, revokedAt: NOW }, NOW)).toBe(false)
  })
})

describe('a username', () => {
  it.each([
    ['rina', 'rina'],
    [' Rina.Dinkes ', 'rina.dinkes'],
    ['ｒｉｎａ', 'rina'],
  ])('%j is %s', (typed, kept) => expect(readUsername(typed)).toBe(kept))

  it.each(['', 'ab', '1rina', 'rina dinkes', 'rina@dinkes', 'a'.repeat(33), '../etc'])('%j is none', (typed) =>
    expect(readUsername(typed)).toBeUndefined(),
  )
})

it('a password is the same whichever way its letters were composed', () => {
  expect(readPassword('cafe\u0301 di kota')).toBe(readPassword('caf\u00e9 di kota'))
})

describe('the scope of a role', () => {
  it.each(['clerk', 'approver'] as const)('%s belongs to an agency or a kelurahan', (role) => {
    expect(scopeFault(role, null, null)).toBe('account.needsScope')
    expect([scopeFault(role, 'a', null), scopeFault(role, null, 'k'), scopeFault(role, 'a', 'k')]).toEqual(
      Array(3).fill(undefined),
    )
  })

  it.each(['coordinator', 'admin'] as const)('%s belongs to the whole city', (role) => {
    expect(scopeFault(role, null, null)).toBeUndefined()
    expect([scopeFault(role, 'a', null), scopeFault(role, null, 'k')]).toEqual(Array(2).fill('account.hasNoScope'))
  })

  it('an auditor may belong to either', () => {
    expect([scopeFault('auditor', null, null), scopeFault('auditor', 'a', null)]).toEqual(Array(2).fill(undefined))
  })
})
