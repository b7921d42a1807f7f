import { DomainError } from '../domain/errors.ts'
import { personId } from '../domain/register/person.ts'
import { readWorkerCode } from '../domain/worker-code.ts'
import { note } from '../store/audit.ts'
import { contactByCode, linkWorkers } from '../store/contacts.ts'
import { workerByCode } from '../store/workers.ts'
import { attributeAttendances } from './meetings/attend.ts'
import type { World } from './world.ts'

/**
 * Links a chat to a worker whom an officer has seen face to face (proof "officer"); the worker is told by code or by
 * visit number.
 * Throws `operation.noChat`, `operation.noWorker`.
 */
export async function linkFaceToFace(
  world: World,
  { chatCode, workerCode, officer }: { chatCode: string; workerCode: string; officer: string },
): Promise<void> {
  const now = world.clock.now()
  await world.database.run(function* (db) {
    const contact = yield* contactByCode(db, chatCode)
    if (!contact) throw new DomainError('operation.noChat')
    const code = readWorkerCode(workerCode)
    const worker = code === undefined ? undefined : yield* workerByCode(db, code)
    if (!worker) throw new DomainError('operation.noWorker')
    yield* linkWorkers(db, contact.id, [personId(worker)], { proof: 'officer', provenAt: now, provenBy: officer })
    yield* attributeAttendances(db, world, contact.id)
    yield* note(db, {
      ...{
        id: world.ids.next(now),
        at: now,
        actor: `officer:${officer}`,
        action: 'contact.proven',
        subject: `contact:${contact.id}`,
      },
      detail: { by: 'officer', workers: 1 },
    })
  })
}
