import type { Arrival } from '../../src/channels/channel.ts'
import type { Enrolment } from '../../src/domain/cover.ts'
import { nameKey } from '../../src/domain/name-key.ts'
import { type Received, receive } from '../../src/services/receive.ts'
import { addAgency } from '../../src/store/agencies.ts'
import { addWorker, enterEnrolment, recordConsent } from '../../src/store/register.ts'
import type { TestWorld } from '../support/world.ts'

let made = 0

/** An agency with a list. */
export async function listOf(world: TestWorld, code: string): Promise<string> {
  const id = `agency-${code}`
  await world.database.run((db) => addAgency(db, { id, code, name: `Dinas ${code}`, createdAt: world.clock.now() }))
  return id
}

export interface OnList extends Partial<Pick<Enrolment, 'startsOn' | 'endsOn' | 'paidThrough' | 'segment'>> {
  agencyId: string
  name?: string
  bornOn?: string
  /** Digits, `62` first; serials 9000 to 9999 of 0810-0000 are nobody's. */
  phone?: string
  /** Leave to write to the phone, told by the agency. */
  agreed?: boolean
  kelurahan?: string
  /** Somebody who stands on a list already. */
  workerId?: string
}

/** Puts a worker on an agency's list as an applied import does. */
export async function enrol(world: TestWorld, on: OnList): Promise<{ workerId: string; enrolmentId: string }> {
  const { vault, ids, clock } = world
  const now = clock.now()
  const nik = `357401570870${9000 + (++made % 1000)}`
  const workerId = on.workerId ?? ids.next(now)
  const enrolmentId = ids.next(now)
  await world.database.run(function* (db) {
    if (!on.workerId) {
      const name = on.name ?? 'Siti Aminah'
      yield* addWorker(db, {
        ...{ id: workerId, code: `P${String(made).padStart(7, '0')}`, name, nameKey: nameKey(name) },
        ...{ bornOn: on.bornOn ?? '1970-08-17', sex: 'female', kelurahan: on.kelurahan ?? '35.74.01.1001' },
        ...{ nikSealed: vault.seal('workers.nik', nik), nikHash: vault.hash('nik', nik) },
        ...(on.phone && {
          phoneSealed: vault.seal('workers.phone', on.phone),
          phoneHash: vault.hash('phone', on.phone),
        }),
        ...{ createdAt: now, updatedAt: now },
      })
    }
    yield* enterEnrolment(db, {
      ...{
        id: enrolmentId,
        workerId,
        listedAs: workerId,
        agencyId: on.agencyId,
        segment: on.segment ?? 'nelayan',
        funding: 'apbd',
      },
      ...{ programmes: ['jkk', 'jkm'], startsOn: on.startsOn ?? '2026-01-01', endsOn: on.endsOn ?? '2026-12-31' },
      ...{ paidThrough: on.paidThrough ?? '2026-11-30', asOf: '2026-11-20', createdAt: now, updatedAt: now },
    })
    if (on.agreed && on.phone)
      yield* recordConsent(db, {
        ...{ id: ids.next(now), phoneHash: vault.hash('phone', on.phone), agencyId: on.agencyId },
        ...{ source: 'formulir', givenOn: '2026-01-10', recordedAt: now },
      })
  })
  return { workerId, enrolmentId }
}

export interface Answered extends Received {
  texts: string[]
}

export type Chat = (said: string | Partial<Arrival>, afterMs?: number) => Promise<Answered>

/** A person at a simulated phone who takes some seconds for each message. */
export function chatOf(world: TestWorld, address: string, phone?: string): Chat {
  return async (said, afterMs = 5000) => {
    world.clock.pass(afterMs)
    const arrival = typeof said === 'string' ? { text: said } : said
    const externalId = world.ids.next(world.clock.now())
    const got = await receive(world, 'simulated', { externalId, address, ...(phone && { phone }), ...arrival })
    return { ...got, texts: got.replies.map(({ prompt }) => prompt.text) }
  }
}
