import type { Channel } from '../channels/channel.ts'
import { allowance, type Care, type Caution, careFor, gap, type HaltReason, isUnanswered } from '../domain/caution.ts'
import { handedInDay, type Pace } from '../domain/pacing.ts'
import { answersSince } from '../store/answers.ts'
import { note } from '../store/audit.ts'
import { holdPace, keepPace } from '../store/paces.ts'
import type { Db, Work } from '../store/work.ts'
import type { World } from './world.ts'

/** Stops what nobody asked for on each channel that says of itself that an officer is to look. */
export function* noteAlarms(db: Db, world: World, now: Date): Work<void> {
  for (const channel of world.channels.values()) {
    const why = channel.alarm?.()
    if (why) yield* halt(db, world, channel.name, yield* holdPace(db, channel.name), why, now)
  }
}

/** How many messages that nobody asked for a channel with a caution may be handed now: one or none. */
export function* roomWithCare(db: Db, world: World, channel: Channel, caution: Caution, now: Date): Work<0 | 1> {
  const state = channel.state?.()
  if (state?.is !== 'ready') return 0
  const pace = yield* holdPace(db, channel.name)
  const care = careFor(pace.care ?? {}, world.vault.hash('address', state.account ?? ''))
  if (care !== pace.care) yield* keepPace(db, channel.name, { ...pace, care })
  if (care.halt || now.getTime() < (care.nextAt ?? 0)) return 0
  return handedInDay(pace, now) < allowance(caution, care.since, now) ? 1 : 0
}

/** Notes that one has been handed over: the next waits, and where too few people answer there is none. */
export function* noteHanded(db: Db, world: World, channel: Channel, caution: Caution, now: Date): Work<void> {
  const pace = yield* holdPace(db, channel.name)
  const at = now.getTime()
  const nextAt = at + gap(caution, world.ids.random(1)[0]! / 255)
  const care: Care = { ...pace.care, since: pace.care?.since ?? at, nextAt }
  yield* keepPace(db, channel.name, { ...pace, care })
  const since = new Date(Math.max(care.since ?? 0, care.resumedAt ?? 0))
  const before = new Date(at - caution.answers.withinMs)
  const answers = yield* answersSince(db, channel.name, { since, before }, caution.answers.of)
  if (isUnanswered(caution.answers, answers)) yield* halt(db, world, channel.name, { ...pace, care }, 'unanswered', now)
}

function* halt(db: Db, world: World, channel: string, pace: Pace, why: HaltReason, now: Date): Work<void> {
  if (pace.care?.halt) return
  yield* keepPace(db, channel, { ...pace, care: { ...pace.care, halt: { why, at: now.getTime() } } })
  yield* note(db, {
    ...{ id: world.ids.next(now), at: now, actor: 'sapa', action: 'channel.halted', subject: `channel:${channel}` },
    detail: { why },
  })
  world.log.warn({ channel, why }, 'nothing that nobody asked for leaves on a channel before an officer has looked')
}
