import { dayOf } from '../../domain/clock.ts'
import type { Programme } from '../../domain/cover.ts'
import { ENROLMENT_FIELDS } from '../../domain/roster/judge.ts'
import type { RosterRow } from '../../domain/roster/row.ts'
import { changed } from '../../domain/roster/statements.ts'
import { sameStretch } from '../../domain/roster/stretch.ts'
import { addEnrolment, changeEnrolment, touchEnrolment } from '../../store/register.ts'
import type { Row } from '../../store/schema.ts'
import type { Db, Work } from '../../store/work.ts'
import type { World } from '../world.ts'
import { openedEnrolment } from './opened-worker.ts'
import { type ReadyRow, sealedMemberNumber } from './ready-row.ts'
import { remember, type TakingIn } from './taking-in.ts'

/** City-paid workers have accident and death cover only (PP 44/2015; JHT is the workers' own saving), where a list names nothing else. */
const PROGRAMMES: Programme[] = ['jkk', 'jkm']

/** What one list says of a stretch of cover. */
type Told = Pick<RosterRow, (typeof ENROLMENT_FIELDS)[number]>

/** Enters what a row says of a person's cover: a new stretch, or one that this agency's lists have named before. */
export function* enrol(
  db: Db,
  world: World,
  from: TakingIn,
  { line, row, memberNumberSealed }: ReadyRow,
  whose: { listedAs: string; workerId: string },
  held: readonly Row<'enrolments'>[],
): Work<void> {
  const now = world.clock.now()
  const said = { asOf: dayOf(now), importId: from.importId, line, updatedAt: now }
  const own = held.filter(({ agencyId, funding }) => agencyId === from.agencyId && funding === from.funding)
  const standing = sameStretch(row, own)
  if (!standing) {
    const { agencyId, funding } = from
    const entry = { ...whose, ...kept(told(row), memberNumberSealed), ...said, agencyId, funding }
    return yield* addEnrolment(db, { ...entry, id: world.ids.next(now), createdAt: now })
  }
  const before: Told = openedEnrolment(world.vault, standing)
  const after = filled(told(row), before)
  const change = changed<Told>(before, after, ENROLMENT_FIELDS)
  if (!change) return yield* touchEnrolment(db, { id: standing.id, ...said })
  yield* changeEnrolment(db, standing.id, {
    ...kept(after, sealedMemberNumber(world.vault, after.memberNumber)),
    ...said,
  })
  yield* remember(db, world, from, line, whose.listedAs, 'enrolment', change)
}

function told(row: RosterRow): Told {
  const { segment, occupation, programmes, basis, memberNumber, startsOn, endsOn, paidThrough } = row
  return { segment, occupation, programmes, basis, memberNumber, startsOn, endsOn, paidThrough }
}

// A list that leaves a cell empty takes nothing back.
function filled(row: Told, before: Told): Told {
  return {
    segment: row.segment ?? before.segment,
    occupation: row.occupation ?? before.occupation,
    programmes: row.programmes ?? before.programmes,
    basis: row.basis ?? before.basis,
    memberNumber: row.memberNumber ?? before.memberNumber,
    startsOn: row.startsOn,
    endsOn: row.endsOn ?? before.endsOn,
    paidThrough: row.paidThrough ?? before.paidThrough,
  }
}

// The hash of a number is reckoned when the first contribution file asks for it: its index would cost each row as much as all the rest.
function kept({ memberNumber: _, programmes, ...plain }: Told, memberNumberSealed: string | null) {
  return { ...plain, programmes: programmes ?? PROGRAMMES, memberNumberSealed, memberNumberHash: null }
}
