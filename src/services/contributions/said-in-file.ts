import type { ContributionRow } from '../../domain/contributions/contribution.ts'

/** What one file says of each number and month, so that repeats and contradictions show. Held small, since files are long. */
export class SaidInFile {
  /** Number and month → the sum, below zero where it is unpaid. */
  private readonly unmet = new Map<string, number>()
  private readonly contradicted = new Set<string>()

  /** Takes a line down on a first reading of the file. */
  take(row: ContributionRow): void {
    const key = keyOf(row)
    const statement = row.status === 'paid' ? row.amount : -1 - row.amount
    const before = this.unmet.get(key)
    if (before === undefined) this.unmet.set(key, statement)
    else if (before !== statement) this.contradicted.add(key)
  }

  /** On the second reading: whether another line says otherwise, or an earlier one the same. */
  meet(row: ContributionRow): 'once' | 'again' | 'contradicted' {
    const key = keyOf(row)
    if (this.contradicted.has(key)) return 'contradicted'
    return this.unmet.delete(key) ? 'once' : 'again'
  }
}

// Copied, since a text joined from pieces of the file would keep the pieces' surroundings in memory.
function keyOf({ memberNumber, nik, month }: ContributionRow): string {
  return Buffer.from(`${memberNumber ?? `nik ${nik}`} ${month}`, 'latin1').toString('latin1')
}
