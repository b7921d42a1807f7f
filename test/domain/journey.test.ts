import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, dayOf } from '../../src/domain/clock.ts'
import { endsOf, JOURNEYS, noticedOf, staleFrom } from '../../src/domain/journey.ts'

const TODAY = '2026-11-24'

/** The kinds that are true on a day of a period that ends, or of a notice that left, so many days from it. */
const trueOf = (of: typeof endsOf, days: number) =>
  JOURNEYS.filter((kind) => {
    const stretch = of(kind, TODAY)
    const day = addDays(TODAY, days)
    return stretch && stretch.from <= day && day <= stretch.to
  })

it.each([
  [46, []],
  [45, ['ends45']],
  [20, ['ends45']],
  [14, ['ends14']],
  [10, ['ends14']],
  [3, ['ends3']],
  [0, ['ends3']],
  [-1, ['lapsed']],
  [-30, ['lapsed']],
  [-31, []],
])('of a period with %i days left %j is told', (days, kinds) => expect(trueOf(endsOf, days)).toEqual(kinds))

it.each([
  [-6, []],
  [-7, ['unconfirmed7']],
  [-20, ['unconfirmed7']],
  [-21, ['unconfirmed21']],
  [-42, []],
])('of a notice that left %i days from now %j reminds', (days, kinds) => expect(trueOf(noticedOf, days)).toEqual(kinds))

it('never is more than one true, and each is stale from the day on which it no longer is', () => {
  fc.assert(
    fc.property(fc.integer({ min: -60, max: 80 }), (days) => {
      const endsOn = addDays(TODAY, days)
      const kinds = trueOf(endsOf, days)
      expect(kinds.length).toBeLessThanOrEqual(1)
      for (const kind of kinds) {
        const stale = dayOf(staleFrom(kind, endsOn)!)
        expect(stale > TODAY).toBe(true)
        expect(endsOf(kind, stale)!.from > endsOn).toBe(true)
        expect(endsOf(kind, addDays(stale, -1))!.from <= endsOn).toBe(true)
      }
    }),
  )
})
