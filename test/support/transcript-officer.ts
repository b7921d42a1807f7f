import type { CorrectionOutcome } from '../../src/domain/correction.ts'
import type { Officer } from '../../src/domain/officer.ts'
import type { Reply } from '../../src/services/converse.ts'
import { answerCorrection } from '../../src/services/corrections/answer.ts'
import { listCorrections, readCorrection } from '../../src/services/corrections/desk.ts'
import { deliverReplies } from '../../src/services/deliver.ts'
import { closeThread, replyInThread, takeThread } from '../../src/services/handovers/answer.ts'
import { waitingFor } from '../../src/services/handovers/list.ts'
import { openThread } from '../../src/services/handovers/thread.ts'
import type { TestWorld } from './world.ts'

const officer: Officer = {
  ...{ id: 'officer-1', username: 'rina', name: 'Bu Rina', role: 'coordinator', agencyId: null, kelurahan: null },
}
const SEAT = { officer, agency: 'Dinas Kesehatan' }
const BETWEEN_WORDS_MS = 5000

const ANSWERS = /^\[answers (mended|kept|passedOn)\] (.+)$/

/**
 * What an officer does: answers the correction that is due first (`[answers OUTCOME] …`), or in the thread that waits longest
 * `[takes]` or `[closes]` it, or writes something.
 */
export async function officerDoes(world: TestWorld, said: string): Promise<void> {
  world.clock.pass(BETWEEN_WORDS_MS)
  const [, outcome, typed] = ANSWERS.exec(said) ?? []
  if (typed !== undefined) return await answers(world, outcome as CorrectionOutcome, typed)
  const [first] = (await waitingFor(world, officer)).waiting
  if (!first) throw new Error('nobody has wished for a person')
  const { rev } = (await openThread(world, officer, first.id)).handover
  const form = { rev, key: world.ids.next(world.clock.now()) }
  await deliverReplies(world, await done(world, first.id, form, said))
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
