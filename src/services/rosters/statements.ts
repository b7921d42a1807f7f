import type { Statement } from '../../domain/roster/statements.ts'
import { listAgencies } from '../../store/agencies.ts'
import { importRowsAt } from '../../store/imports.ts'
import type { Row } from '../../store/schema.ts'
import type { Vault } from '../../store/vault.ts'
import type { Db, Work } from '../../store/work.ts'
import { openedRow } from './sealed-row.ts'

/** What other agencies' lists said last of a person, from the lines that told of the entries that they hold. */
export function* otherStatements(
  db: Db,
  vault: Vault,
  agencyId: string,
  held: readonly Row<'enrolments'>[],
): Work<Statement[]> {
  const others = held.filter((entry) => entry.agencyId !== agencyId)
  if (others.length === 0) return []
  const codes = new Map((yield* listAgencies(db)).map(({ id, code }) => [id, code]))
  const statements: Statement[] = []
  for (const entries of Map.groupBy(others, (entry) => entry.agencyId).values()) {
    const { agencyId: other, asOf, importId, line } = entries.toSorted(youngestFirst)[0]!
    if (importId === null || line === null) continue
    const [kept] = yield* importRowsAt(db, importId, [line])
    const row = kept && openedRow(vault, kept).row
    if (row) statements.push({ person: row, asOf, agency: codes.get(other) ?? other })
  }
  return statements
}

function youngestFirst(a: Row<'enrolments'>, b: Row<'enrolments'>): number {
  return a.asOf === b.asOf ? b.updatedAt.getTime() - a.updatedAt.getTime() : a.asOf > b.asOf ? -1 : 1
}
