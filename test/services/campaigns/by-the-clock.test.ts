import { expect, it } from 'vitest'
import { mostWithin, sendByTheClock } from '../../support/by-the-clock.ts'

it('a campaign leaves evenly at 27 a second and is over no limit of Telegram in any second', async () => {
  const persons = 2500
  const { campaign, replies } = await sendByTheClock(persons)
  expect(campaign).toHaveLength(persons)
  expect(mostWithin(campaign, 1000)).toBeLessThanOrEqual(27)
  expect(mostWithin(campaign, 500)).toBeLessThanOrEqual(14)
  const all = [...campaign, ...replies].sort((a, b) => a - b)
  expect(mostWithin(all, 1000)).toBeLessThanOrEqual(30)
  // At this pace 46,000 have left after 30 minutes.
  expect(campaign.at(-1)!).toBeLessThanOrEqual((30 * 60_000 * persons) / 46_000)
  expect(replies.length).toBeGreaterThan(10)
}, 60_000)
