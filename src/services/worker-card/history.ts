import { isInScope, type Officer } from '../../domain/officer.ts'
import type { Change, ChangeKind } from '../../domain/roster/change.ts'
import { type ChangeWithSource, lastChanges } from '../../store/cards.ts'
import { opened } from '../../store/vault.ts'
import type { Db, Work } from '../../store/work.ts'
import type { Worker } from '../../store/workers.ts'
import { officersAmong } from '../actors.ts'
import type { World } from '../world.ts'

/** Something that was changed of a worker: who, what, when, from which file and line. */
export interface CardEvent {
  at: Date
  /** As the audit writes actors; `by` is the officer's name. */
  actor: string
  by: string | null
  kind: ChangeKind
  /** The entry that was changed. */
  code: string
  /** The file of an own list; null where there was none or it was another agency's. */
  file: string | null
  line: number | null
  fields: ChangedField[]
}

/** A field with what stood there and what stands there now; values that are nobody's to read are left out. */
export interface ChangedField {
  field: string
  from?: string | null
  to?: string | null
}

const MOST_SHOWN = 100

// Numbers by which a person is reached or known, and where they live: that they changed is enough.
const UNTOLD = ['nik', 'phone', 'address', 'memberNumber']

/** What has befallen a person's entries, newest first; another agency's file is not named, nor what it says of its list. */
export function* historyFor(
  db: Db,
  world: World,
  workers: readonly Worker[],
  reader: Officer | undefined,
): Work<CardEvent[]> {
  const codes = new Map(workers.map(({ id, code }) => [id, code]))
  const found = (yield* lastChanges(db, [...codes.keys()], MOST_SHOWN)).filter((one) => isTold(one, reader))
  const names = yield* officersAmong(
    db,
    found.map(({ change }) => change.actor),
  )
  return found.map((one) => {
    const { at, actor, kind, workerId, line } = one.change
    const isOwn = isOwnFile(one, reader)
    return {
      ...{ at, actor, by: names[actor] ?? null, kind, code: codes.get(workerId)! },
      ...{ file: isOwn ? one.fileName : null, line: isOwn ? line : null, fields: fieldsOf(world, one, isOwn) },
    }
  })
}

function isOwnFile({ agencyId }: ChangeWithSource, reader: Officer | undefined): boolean {
  return agencyId === null || !reader || isInScope(reader, agencyId)
}

function isTold(one: ChangeWithSource, reader: Officer | undefined): boolean {
  return one.change.kind !== 'enrolment' || isOwnFile(one, reader)
}

function fieldsOf({ vault }: World, { change }: ChangeWithSource, isOwn: boolean): ChangedField[] {
  const { changeSealed } = change
  if (changeSealed === null) return []
  return opened(() => JSON.parse(vault.open('changes.change', changeSealed)) as Change).flatMap((fields) =>
    Object.entries(fields).map(([field, { from, to }]) =>
      UNTOLD.includes(field) || !isOwn ? { field } : { field, from, to },
    ),
  )
}
