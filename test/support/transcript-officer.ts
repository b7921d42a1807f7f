import { dayOf } from '../../src/domain/clock.ts'
import type { CorrectionOutcome } from '../../src/domain/correction.ts'
import type { Officer } from '../../src/domain/officer.ts'
import { findKelurahan } from '../../src/domain/region/find-kelurahan.ts'
import type { Reply } from '../../src/services/converse.ts'
import { answerCorrection } from '../../src/services/corrections/answer.ts'
import { listCorrections, readCorrection } from '../../src/services/corrections/desk.ts'
import { deliverReplies } from '../../src/services/deliver.ts'
import { closeThread, replyInThread, takeThread } from '../../src/services/handovers/answer.ts'
import { waitingFor } from '../../src/services/handovers/list.ts'
import { openThread } from '../../src/services/handovers/thread.ts'
import { holdMeeting } from '../../src/services/meetings/hold.ts'
import { makeVisitor } from '../../src/services/visits/visitors.ts'
import { all } from '../store/rows.ts'
import type { TestWorld } from './world.ts'

const officer: Officer = {
  ...{ id: 'officer-1', username: 'rina', name: 'Bu Rina', role: 'coordinator', agencyId: null, kelurahan: null },
}
const SEAT = { officer, agency: 'Dinas Kesehatan' }
const BETWEEN_WORDS_MS = 5000

const ANSWERS = /^\[answers (mended|kept|passedOn)\] (.+)$/

const MAKES_VISITOR = /^\[makes a visitor in (.+)\]$/
const OPENS_MEETING = '[opens a meeting]'

/**
 * What an officer does: makes the chat a visitor (`[makes a visitor in KELURAHAN]`), `[opens a meeting]`, answers the correction that is due first (`[answers OUTCOME] …`), or in the thread that waits longest
 * `[takes]` or `[closes]` it, or writes something.
 */
export async function officerDoes(world: TestWorld, said: string): Promise<void> {
  world.clock.pass(BETWEEN_WORDS_MS)
  const place = MAKES_VISITOR.exec(said)?.[1]
  if (place !== undefined) return await makesVisitor(world, place)
  if (said === OPENS_MEETING) return await opensMeeting(world)
  const [, outcome, typed] = ANSWERS.exec(said) ?? []
  if (typed !== undefined) return await answers(world, outcome as CorrectionOutcome, typed)
  const [first] = (await waitingFor(world, officer)).waiting
  if (!first) throw new Error('nobody has wished for a person')
  const { rev } = (await openThread(world, officer, first.id)).handover
  const form = { rev, key: world.ids.next(world.clock.now()) }
  await deliverReplies(world, await done(world, first.id, form, said))
}

async function makesVisitor(world: TestWorld, place: string): Promise<void> {
  const [contact] = await all(world.database, 'contacts')
  const kelurahan = findKelurahan(place)!.code
  await makeVisitor(world, officer, { chatCode: contact!.code, agency: 'DINKES', kelurahan, name: 'Bu Kader' })
}

async function opensMeeting(world: TestWorld): Promise<void> {
  const kelurahan = findKelurahan('Ketapang')!.code
  const given = { place: 'Balai RW 3', topic: 'Perlindungan kerja kader', on: dayOf(world.clock.now()), at: '10:00' }
  await holdMeeting(world, officer, { agency: 'DINKES', kelurahan, ...given })
}

async function answers(world: TestWorld, outcome: CorrectionOutcome, typed: string): Promise<void> {
  const [first] = (await listCorrections(world, officer)).open
  if (!first) throw new Error('nobody has said that something is wrong')
  const { id, rev } = await readCorrection(world, officer, first.id)
  await answerCorrection(world, SEAT, id, { outcome, typed }, { rev, key: world.ids.next(world.clock.now()) })
}

async function done(world: TestWorld, id: string, form: { rev: number; key: string }, said: string): Promise<Reply[]> {
  if (said === '[closes]') return await closeThread(world, SEAT, id, form)
  if (said !== '[takes]') return await replyInThread(world, SEAT, id, form, said)
  await takeThread(world, SEAT, id, form)
  return []
}
