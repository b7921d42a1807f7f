import { mostWithin, sendByTheClock } from '../../support/by-the-clock.ts'
import { figure, table } from '../table.ts'
import { quantile } from '../turns/turns.ts'
import { type Extent, measure, type Outcome } from './measure.ts'

const EXTENT: Extent = { persons: 1_000_000, send: 100_000, talkers: 8, restMs: 100 }
/** All workers of the city, at Telegram's pace. */
const BY_THE_CLOCK = 46_000
const AIMS = { freeze: 20_000, send: 1000, megabytes: 400, p95: 1000 }

/** `sizes`: how many persons, and how many messages are sent, where others are wanted. */
export async function campaign([persons, send]: readonly number[]): Promise<string> {
  const extent = { ...EXTENT, ...(persons && { persons, send: Math.min(persons, EXTENT.send) }), ...(send && { send }) }
  const byTheClock = Math.min(extent.persons, BY_THE_CLOCK)
  return [told(extent, await measure(extent)), await paced(byTheClock)].join('\n')
}

function told({ persons, talkers }: Extent, { freezing, sending }: Outcome): string {
  const rows = [
    ['', 'a second', 'aim', 'Sapa is', 'replies p50 ms', 'p95', 'p99', 'peak MB'],
    [`${figure(persons)} recipients written down`, ...rowOf(freezing, AIMS.freeze)],
    [`${figure(sending.messages)} messages accepted, noted, noted as arrived`, ...rowOf(sending, AIMS.send)],
  ]
  return [
    table(rows),
    `beside one bare insert … select, and a bare loop of fetch and one insert; ${talkers} chats meanwhile (aim p95 ${AIMS.p95} ms)`,
    `a message takes ${figure(sending.cpuMicros)} µs of processor time; memory is to stay below ${AIMS.megabytes} MB`,
  ].join('\n')
}

/** What the limits of Telegram leave of it, on a clock that is turned. */
async function paced(persons: number): Promise<string> {
  const { campaign, replies } = await sendByTheClock(persons)
  const minutes = figure(campaign.at(-1)! / 60_000, 1)
  const all = mostWithin(
    [...campaign, ...replies].sort((a, b) => a - b),
    1000,
  )
  return `${figure(campaign.length)} at Telegram's pace: ${minutes} minutes of its clock (aim 30 for 46,000), at the most ${mostWithin(campaign, 1000)} in any second, with replies ${all}`
}

function rowOf({ perSecond, barePerSecond, replies, peakMegabytes }: Outcome['freezing'], aim: number): string[] {
  return [
    ...[figure(perSecond), figure(aim), `${(perSecond / barePerSecond).toFixed(2)} ×`],
    ...[0.5, 0.95, 0.99].map((part) => figure(quantile(replies, part), 1)),
    figure(peakMegabytes),
  ]
}
