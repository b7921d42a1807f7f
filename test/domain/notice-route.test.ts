import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Means, routeOf } from '../../src/domain/notice-route.ts'

const all: Means = { hasPhone: true, hasConsent: true, hasChannel: true, optedOut: false, bereaved: false }

it.each<[string, Partial<Means>, ReturnType<typeof routeOf>]>([
  ['everything is there', {}, 'message'],
  ['there is no phone', { hasPhone: false }, 'noPhone'],
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
    ...{ hasPhone: fc.boolean(), hasConsent: fc.boolean(), hasChannel: fc.boolean() },
    ...{ optedOut: fc.boolean(), bereaved: fc.boolean() },
  })
  fc.assert(
    fc.property(means, (given) => {
      const may = given.hasPhone && given.hasConsent && given.hasChannel && !given.optedOut && !given.bereaved
      expect(routeOf(given) === 'message').toBe(may)
    }),
  )
})
