import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Behind, type Means, routeOf, routesBehind } from '../../src/domain/notice-route.ts'

const all: Means = {
  hasPhone: true,
  isCrowded: false,
  hasConsent: true,
  hasChannel: true,
  optedOut: false,
  bereaved: false,
}

it.each<[string, Partial<Means>, ReturnType<typeof routeOf>]>([
  ['everything is there', {}, 'message'],
  ['there is no phone', { hasPhone: false }, 'noPhone'],
  ['a crowd shares the phone', { isCrowded: true }, 'phoneShared'],
  ['nobody agreed', { hasConsent: false }, 'noConsent'],
  ['no channel may write first', { hasChannel: false }, 'noChannel'],
  ['the person said stop', { optedOut: true }, 'optedOut'],
  ['the person has lost somebody', { bereaved: true }, 'bereaved'],
  ['the person said stop and there is no channel either', { optedOut: true, hasChannel: false }, 'optedOut'],
  ['there is neither leave nor channel', { hasConsent: false, hasChannel: false }, 'noConsent'],
])('the way of the news when %s', (_, means, route) => {
  expect(routeOf({ ...all, ...means })).toBe(route)
})

it('nobody is written to who lacks anything or wants none of it', () => {
  const means = fc.record({
    ...{ hasPhone: fc.boolean(), isCrowded: fc.boolean(), hasConsent: fc.boolean(), hasChannel: fc.boolean() },
    ...{ optedOut: fc.boolean(), bereaved: fc.boolean() },
  })
  fc.assert(
    fc.property(means, (given) => {
      const may =
        given.hasPhone && !given.isCrowded && given.hasConsent && given.hasChannel && !given.optedOut && !given.bereaved
      expect(routeOf(given) === 'message').toBe(may)
    }),
  )
})

describe('those behind one phone', () => {
  const people = ['a', 'b'].map((workerId) => ({ workerId, phoneHash: 'phone' }))
  const contact = { optedInAt: null, optedOutAt: null, bereavedAt: null }
  const at = new Date(0)
  const routes = (behind: Partial<Behind>, together = people) =>
    routesBehind(together, {
      contact: undefined,
      agreed: new Set(['a']),
      hasChannel: true,
      isCrowded: false,
      ...behind,
    }).map(([route, group]) => [route, ...group.map(({ workerId }) => workerId)])

  it.each<[string, Partial<Behind>, string[][]]>([
    [
      'are parted by leave',
      {},
      [
        ['message', 'a'],
        ['noConsent', 'b'],
      ],
    ],
    ['are told together where each agreed', { agreed: new Set(['a', 'b']) }, [['message', 'a', 'b']]],
    [
      'are told together where the chat asked for news',
      { contact: { ...contact, optedInAt: at } },
      [['message', 'a', 'b']],
    ],
    [
      'are all left alone after a stop',
      { contact: { ...contact, optedOutAt: at } },
      [
        ['optedOut', 'a'],
        ['optedOut', 'b'],
      ],
    ],
    [
      'are all left alone in mourning',
      { contact: { ...contact, bereavedAt: at } },
      [
        ['bereaved', 'a'],
        ['bereaved', 'b'],
      ],
    ],
    [
      'wait for a channel',
      { hasChannel: false },
      [
        ['noChannel', 'a'],
        ['noConsent', 'b'],
      ],
    ],
  ])('%s', (_, behind, expected) => {
    expect(routes(behind)).toEqual(expected)
  })

  it('are nobody where there is no phone', () => {
    expect(routes({}, [{ workerId: 'a', phoneHash: null as never }])).toEqual([['noPhone', 'a']])
  })
})
