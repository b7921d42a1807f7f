import type { Officer } from '../../src/domain/officer.ts'
import type { Reply } from '../../src/services/converse.ts'
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

/** What an officer does in the thread that waits longest: `[takes]` or `[closes]` it, or writes something. */
export async function officerDoes(world: TestWorld, said: string): Promise<void> {
  world.clock.pass(BETWEEN_WORDS_MS)
  const [first] = (await waitingFor(world, officer)).waiting
  if (!first) throw new Error('nobody has wished for a person')
  const { rev } = (await openThread(world, officer, first.id)).handover
  const form = { rev, key: world.ids.next(world.clock.now()) }
  await deliverReplies(world, await done(world, first.id, form, said))
}

async function done(world: TestWorld, id: string, form: { rev: number; key: string }, said: string): Promise<Reply[]> {
  if (said === '[closes]') return await closeThread(world, SEAT, id, form)
  if (said !== '[takes]') return await replyInThread(world, SEAT, id, form, said)
  await takeThread(world, SEAT, id, form)
  return []
}
