import type { RosterRow } from '../../domain/roster/row.ts'
import type { Db, Work } from '../../store/work.ts'
import { KeyTable } from './key-table.ts'
import { LineSigns } from './line-signs.ts'
import type { LookedUpBy, PreparedLine } from './prepare-line.ts'

/** Brings back rows of lines that were judged in earlier batches. */
export type Recall = (db: Db, lines: readonly number[]) => Work<Map<number, RosterRow>>

// A key that so many lines share says nothing of any of them.
const MOST_UNDER_A_KEY = 40

/** What the file so far has shown, carried from batch to batch: keys of lines, not the lines themselves. */
export class FileSoFar {
  private readonly phones = new KeyTable()
  private readonly niks = new KeyTable()
  private readonly likeness = new KeyTable()
  private readonly signs = new LineSigns()
  private readonly recall: Recall

  constructor(recall: Recall) {
    this.recall = recall
  }

  /** How many people of the file have had a phone so far, this one included. */
  countPhone(line: number, phone: string | null): number {
    if (phone === null) return 0
    this.phones.add(phoneKey(phone), line)
    return this.phones.countUnder(phoneKey(phone))
  }

  /** The rows, by line, that any line of a batch may repeat, those of the batch among them. */
  *earlier(db: Db, batch: readonly PreparedLine[]): Work<Map<number, RosterRow>> {
    const lines = new Set<number>()
    for (const { look } of batch) {
      if (look) for (const line of [...this.linesOfNik(look), ...this.linesLike(look)]) lines.add(line)
    }
    const rows = yield* this.recall(db, [...lines])
    for (const { line, look } of batch) if (look) rows.set(line, look.row)
    return rows
  }

  /** Lines so far that have this NIK or, seldom, another. */
  linesOfNik({ nikHash }: LookedUpBy): number[] {
    return this.niks.linesUnder(nikKey(nikHash), MOST_UNDER_A_KEY)
  }

  /** Lines so far that share a likeness key and are not plainly somebody else. */
  linesLike({ row, keys, telling }: LookedUpBy): number[] {
    const lines = new Set(keys.flatMap((key) => this.likeness.linesUnder(key, MOST_UNDER_A_KEY)))
    return [...lines].filter((line) => this.signs.mayBe(line, { nik: row.nik, bornOn: row.bornOn, telling }))
  }

  addNik(line: number, { nikHash }: LookedUpBy): void {
    this.niks.add(nikKey(nikHash), line)
  }

  /** Takes down a line that the register will know. */
  addPerson(line: number, { row, keys, telling }: LookedUpBy): void {
    for (const key of keys) this.likeness.add(key, line)
    this.signs.put(line, row, telling)
  }
}

// Spreads numbers that follow each other (Knuth's multiplicative hash).
function phoneKey(phone: string): number {
  return Math.imul(Number(phone.slice(-9)), 0x9e3779b1) >>> 0
}

function nikKey(nikHash: string): number {
  return Buffer.from(nikHash.slice(0, 8), 'base64url').readUIntBE(0, 6)
}
