import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Chat, firstWriterOf, type Known, type Means, type PhoneOnList, wayTo } from '../../src/domain/route.ts'

const AT = new Date('2026-11-24T02:00:00.000Z')
const CHANNELS = new Map<string, Means>([
  ['web', { official: true, writesFirst: false }],
  ['unofficial', { official: false, writesFirst: true }],
  ['cloud', { official: true, writesFirst: true }],
  ['telegram', { official: true, writesFirst: false }],
])

const chat = (id: string, over: Partial<Chat> = {}): Chat => {
  return { id, channel: 'telegram', optedInAt: AT, optedOutAt: null, stoppedAt: null, bereavedAt: null, ...over }
}
const phone = (over: Partial<PhoneOnList<Chat>> = {}): PhoneOnList<Chat> => {
  return { chats: [], isCrowded: false, hasLeave: true, ...over }
}
const known = (over: Partial<Known<Chat>> = {}): Known<Chat> => {
  return { own: [], phone: null, isDead: false, refuses: false, tried: new Set(), heardAt: new Map(), ...over }
}
/** Days after which a chat was last heard, by its id. */
const heard = (days: Record<string, number>) =>
  new Map(Object.entries(days).map(([id, day]) => [id, new Date(AT.getTime() + day * 86_400_000)]))
const to = (over: Partial<Known<Chat>>, channels: ReadonlyMap<string, Means> = CHANNELS) => {
  const way = wayTo(known(over), channels)
  return typeof way === 'string' ? way : (way.chat?.id ?? `first by ${way.channel}`)
}

describe('the best way', () => {
  it.each<[string, Partial<Known<Chat>>, string]>([
    ['is the chat that was heard last', { own: [chat('a'), chat('b')], heardAt: heard({ a: 1, b: 2 }) }, 'b'],
    [
      'is a chat that was heard before one that never was',
      { own: [chat('a'), chat('b')], heardAt: heard({ b: 1 }) },
      'b',
    ],
    [
      'is an official channel, though the other was heard later',
      { own: [chat('a', { channel: 'unofficial' }), chat('b')], heardAt: heard({ a: 9, b: 1 }) },
      'b',
    ],
    ['is an unofficial one where there is no other', { own: [chat('a', { channel: 'unofficial' })] }, 'a'],
    [
      'is a chat at the phone with leave, asked for or not',
      { phone: phone({ chats: [chat('a', { optedInAt: null })] }) },
      'a',
    ],
    [
      'is a chat at the phone that asked for news, without leave',
      { phone: phone({ chats: [chat('a')], hasLeave: false }) },
      'a',
    ],
    ['is the phone itself where nobody has written from it', { phone: phone() }, 'first by cloud'],
    ['is a chat before the phone from which nobody has written', { own: [chat('a')], phone: phone() }, 'a'],
    [
      'is the phone by an official channel before a chat of an unofficial one',
      { own: [chat('a', { channel: 'unofficial' })], phone: phone() },
      'first by cloud',
    ],
    [
      'is the next where one was tried',
      { own: [chat('a'), chat('b')], heardAt: heard({ a: 2, b: 1 }), tried: new Set(['a']) },
      'b',
    ],
    [
      'never is the same phone by the same channel a second time',
      { phone: phone({ chats: [chat('a', { channel: 'cloud' })] }), tried: new Set(['a']) },
      'undelivered',
    ],
    ['never is a chat of a channel that does not run', { own: [chat('a', { channel: 'gone' })] }, 'noPhone'],
    [
      'never is a chat that has not asked for news, proven or not',
      { own: [chat('a', { optedInAt: null })] },
      'noPhone',
    ],
    [
      'is another chat of their own where they have blocked us in one',
      { own: [chat('a', { optedOutAt: AT, stoppedAt: AT }), chat('b')] },
      'b',
    ],
    [
      'never is the phone where they have blocked us somewhere',
      { own: [chat('a', { optedInAt: null, optedOutAt: AT, stoppedAt: AT })], phone: phone() },
      'optedOut',
    ],
    ['never is a phone that a crowd shares', { phone: phone({ isCrowded: true, chats: [chat('a')] }) }, 'phoneShared'],
    ['never is another chat once they have said stop', { own: [chat('a')], refuses: true }, 'optedOut'],
    ['never is any chat in mourning', { own: [chat('a'), chat('b', { bereavedAt: AT })] }, 'bereaved'],
    ['never is any chat of the dead', { own: [chat('a')], isDead: true, refuses: true }, 'bereaved'],
    ['is a visit without leave', { phone: phone({ hasLeave: false }) }, 'noConsent'],
    ['is a visit without anything', {}, 'noPhone'],
  ])('%s', (_, over, expected) => {
    expect(to(over)).toBe(expected)
  })

  it('is a visit where only an unofficial channel could write first', () => {
    const unofficial = new Map([['unofficial', { official: false, writesFirst: true }]])
    expect(firstWriterOf(unofficial)).toBeUndefined()
    expect(to({ phone: phone() }, unofficial)).toBe('noChannel')
  })
})

const instant = fc.constantFrom(null, AT)
const someChat = fc.record({
  ...{ id: fc.constantFrom('a', 'b', 'c', 'd'), channel: fc.constantFrom(...CHANNELS.keys(), 'gone') },
  ...{ optedInAt: instant, optedOutAt: instant, stoppedAt: instant, bereavedAt: fc.constantFrom(null, null, null, AT) },
})
const somebody = fc
  .record({
    chats: fc.uniqueArray(someChat, { selector: ({ id }) => id, maxLength: 4 }),
    cut: fc.nat(4),
    phone: fc.option(fc.record({ isCrowded: fc.boolean(), hasLeave: fc.boolean() })),
    ...{ isDead: fc.boolean(), refuses: fc.boolean(), tried: fc.subarray(['a', 'b', 'c', 'd']) },
    days: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(9)),
  })
  .map(({ chats, cut, phone, isDead, refuses, tried, days }) => ({
    ...{ own: chats.slice(0, cut), phone: phone && { ...phone, chats: chats.slice(cut) }, isDead, refuses },
    ...{ tried: new Set(tried), heardAt: heard(days) },
  }))

it('nobody is written to without leave, after a stop, in mourning, or where it came to nothing', () => {
  fc.assert(
    fc.property(somebody, (given) => {
      const way = wayTo(given, CHANNELS)
      if (typeof way === 'string') return
      expect(given.isDead || given.refuses).toBe(false)
      expect([...given.own, ...(given.phone?.chats ?? [])].some(({ bereavedAt }) => bereavedAt)).toBe(false)
      expect(way.chat?.optedOutAt ?? null).toBeNull()
      expect(given.tried.has(way.chat?.id ?? '')).toBe(false)
      if (!way.chat?.optedInAt) expect(given.phone).toMatchObject({ hasLeave: true, isCrowded: false })
    }),
  )
})

it('whoever falls back again and again meets each chat once, official ones first, and comes to a visit', () => {
  fc.assert(
    fc.property(somebody, (given) => {
      const chats = [...given.own, ...(given.phone?.chats ?? [])]
      const met: Chat[] = []
      const next = () => {
        // The phone has a chat once it has been written to.
        const phone = given.phone && {
          ...given.phone,
          chats: [...given.phone.chats, ...met.filter(({ id }) => id === 'phone')],
        }
        const tried = new Set([...given.tried, ...met.map(({ id }) => id)])
        return wayTo({ ...given, phone, tried }, CHANNELS)
      }
      for (let way = next(); typeof way !== 'string'; way = next())
        met.push(way.chat ?? chat('phone', { channel: way.channel, optedInAt: null }))
      expect(new Set(met.map(({ id }) => id)).size).toBe(met.length)
      expect(met.length).toBeLessThanOrEqual(chats.length + 1)
      const official = met.map(({ channel }) => CHANNELS.get(channel)!.official)
      expect(official).toEqual(official.toSorted((a, b) => Number(b) - Number(a)))
    }),
  )
})
