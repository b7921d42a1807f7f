import { describe, expect, it } from 'vitest'
import { hashPassword, isPassword, passwordFault } from '../../../src/services/accounts/passwords.ts'

describe('a password may be chosen', () => {
  it.each([
    'kapal bayam gunung',
    'nasi-goreng-spesial-kucing',
    '🦆🐢🌋🪁🛶🎺🧭🪵🍄🧶🥁🪴',
    'x7Kq!vR2mZp9',
    'бирюзовый шар',
  ])('%s: of any kind of letters', async (password) =>
    expect(await passwordFault(password, ['rina', 'Rina Wulandari'])).toBeUndefined(),
  )

  it('up to 200 letters', async () => {
    const long = Array.from({ length: 200 }, (_, n) => String.fromCodePoint(0x1f400 + ((n * 37) % 60))).join('')
    expect(await passwordFault(long, [])).toBeUndefined()
    expect(await passwordFault(`${long}x`, [])).toBe('account.password.long')
    const kept = await hashPassword(long)
    expect([await isPassword(kept, long), await isPassword(kept, long.slice(0, -2))]).toEqual([true, false])
  })
})

describe('a password is refused', () => {
  it.each(['', 'sebelashuru', '🦆🐢🌋🪁🛶🎺🧭🪵🍄🧶🥁'])('%j: too short', async (password) =>
    expect(await passwordFault(password, [])).toBe('account.password.short'),
  )

  it.each([
    ...['passwordpassword', '123456789012', 'qwertyuiop12', 'aaaaaaaaaaaa', 'P@ssw0rd12345', '1qaz2wsx3edc'],
    ...['rahasia12345', 'bismillah123', 'indonesia2026', 'probolinggo26', 'bpjsbpjsbpjs', 'wulandari123'],
  ])('%s: among the first that anybody tries', async (password) =>
    expect(await passwordFault(password, ['rina', 'Rina Wulandari'])).toBe('account.password.common'),
  )
})

describe('a password is compared', () => {
  it('with its hash, the same whatever keyboard composed it', async () => {
    const kept = await hashPassword('ka\u0301pal bayam gunung')
    expect(await isPassword(kept, 'k\u00e1pal bayam gunung')).toBe(true)
    expect(await isPassword(kept, 'kapal bayam gunung')).toBe(false)
  })

  it('with nothing where none is kept, not even with the password of nobody', async () => {
    expect(await isPassword(null, 'kapal bayam gunung')).toBe(false)
    expect(await isPassword(null, 'the password of nobody')).toBe(false)
  })

  it('of the same words under another hash each time', async () => {
    expect(await hashPassword('kapal bayam gunung')).not.toBe(await hashPassword('kapal bayam gunung'))
  })
})
