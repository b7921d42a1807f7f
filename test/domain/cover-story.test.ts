import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/clock.ts'
import { coverStory } from '../../src/domain/cover-story.ts'

const TODAY = '2026-11-24'
const entry = (startsOn: string, endsOn: string | null) => ({ startsOn, endsOn })
const story = (...entries: ReturnType<typeof entry>[]) =>
  coverStory(entries, TODAY).map(({ follows, gapDays, standing, daysLeft }) => [follows, gapDays, standing, daysLeft])

describe('the story of a list', () => {
  it('begins with a first entry', () => {
    expect(story()).toEqual([])
    expect(story(entry('2026-01-01', '2027-12-31'))).toEqual([['first', 0, 'running', 0]])
    expect(story(entry('2026-01-01', null))).toEqual([['first', 0, 'running', 0]])
  })

  it('goes on with a renewal that begins the day after, whatever the order in which the entries come', () => {
    expect(story(entry('2026-01-01', '2026-12-31'), entry('2025-01-01', '2025-12-31'))).toEqual([
      ['first', 0, 'ended', 0],
      ['renewal', 0, 'endsSoon', 37],
    ])
  })

  it('tells a lapse with its days', () => {
    expect(story(entry('2025-01-01', '2025-12-31'), entry('2026-01-02', null))[1]).toEqual(['lapse', 1, 'running', 0])
    expect(story(entry('2025-01-01', '2025-12-31'), entry('2026-04-01', null))[1]).toEqual(['lapse', 90, 'running', 0])
  })

  it('tells what runs beside another, and holds the gap against whichever ended last', () => {
    expect(
      story(entry('2025-01-01', '2025-12-31'), entry('2025-03-01', '2025-06-30'), entry('2026-01-01', '2026-03-31')),
    ).toEqual([
      ['first', 0, 'ended', 0],
      ['beside', 0, 'ended', 0],
      ['renewal', 0, 'ended', 0],
    ])
    expect(story(entry('2025-01-01', null), entry('2026-03-01', '2026-06-30'))[1]![0]).toBe('beside')
  })

  it('says of what ends soon that nothing follows, unless something does', () => {
    expect(story(entry('2026-01-01', '2027-01-23'))).toEqual([['first', 0, 'endsSoon', 60]])
    expect(story(entry('2026-01-01', '2027-01-24'))).toEqual([['first', 0, 'running', 0]])
    expect(story(entry('2026-01-01', TODAY))).toEqual([['first', 0, 'endsSoon', 0]])
    expect(story(entry('2026-01-01', '2026-12-31'), entry('2027-01-01', '2027-12-31'))).toEqual([
      ['first', 0, 'running', 0],
      ['renewal', 0, 'future', 0],
    ])
    expect(story(entry('2026-01-01', '2026-12-31'), entry('2027-02-01', null))[0]![2]).toBe('endsSoon')
  })

  it('counts every day between entries once, as cover or as gap', () => {
    const drawn = fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 200 })), {
      minLength: 1,
      maxLength: 6,
    })
    const check = fc.property(drawn, (spans) => {
      const entries = spans.map(([from, lasts]) =>
        entry(addDays('2024-01-01', from), addDays('2024-01-01', from + lasts)),
      )
      const covered = new Set(spans.flatMap(([from, lasts]) => Array.from({ length: lasts + 1 }, (_, n) => from + n)))
      const [first, last] = [Math.min(...covered), Math.max(...covered)]
      const gaps = coverStory(entries, TODAY).reduce((sum, { gapDays }) => sum + gapDays, 0)
      expect(covered.size + gaps).toBe(last - first + 1)
    })
    fc.assert(check, { seed: 7, numRuns: 200 })
  })
})
