import type { RosterRow } from '../../domain/roster/row.ts'
import { SHARED_FROM } from '../../domain/roster/shared-phone.ts'
import type { Db, Work } from '../../store/work.ts'
import { KeyTable } from './key-table.ts'
import { LineSigns } from './line-signs.ts'
import type { LookedUpBy, PreparedLine } from './prepare-line.ts'

/** Brings back rows of lines that were judged in earlier batches. */
export type Recall = (db: Db, lines: readonly number[]) => Work<Map<number, RosterRow>>

/** A row with the line on which it stands. */
export type EarlierRow = RosterRow & { line: number }

// A key that more lines share says nothing of any of them.
const MOST_UNDER_A_KEY = 40
// Each NIK is taken down once; another may have the same part of its hash.
const MOST_UNDER_A_NIK = 4

/** The batch that is judged: what earlier batches have that its lines may repeat, and what its own lines have so far. */
interface Batch {
  before: ReadonlyMap<number, { niks: readonly number[]; like: readonly number[] }>
  rows: Map<number, RosterRow>
  byKey: Map<number, number[]>
  niks: Set<string>
}

/** What the file so far has shown, carried from batch to batch: keys and signs of lines, not the lines themselves. */
export class FileSoFar {
  private readonly phones = new KeyTable(SHARED_FROM)
  private readonly niks = new KeyTable(MOST_UNDER_A_NIK)
  private readonly likeness = new KeyTable(MOST_UNDER_A_KEY + 1)
  private readonly signs = new LineSigns()
  private readonly recall: Recall
  private batch: Batch = { before: new Map(), rows: new Map(), byKey: new Map(), niks: new Set() }

  constructor(recall: Recall) {
    this.recall = recall
  }

  /** Begins a batch: brings back the earlier rows that any of its lines may repeat. */
  *begin(db: Db, lines: readonly PreparedLine[]): Work<void> {
    const looks = lines.flatMap(({ line, look }) => (look ? [[line, look] as const] : []))
    const before = new Map(
      looks.map(([line, look]) => {
        const like = this.notStrangers(look, (key) => this.likeness.linesUnder(key))
        return [line, { niks: this.niks.linesUnder(nikKey(look)), like }]
      }),
    )
    const wanted = new Set([...before.values()].flatMap(({ niks, like }) => [...niks, ...like]))
    this.batch = { before, rows: yield* this.recall(db, [...wanted]), byKey: new Map(), niks: new Set() }
  }

  /** How many people of the file have had a phone so far, this one included; no more than is told of. */
  countPhone(line: number, phone: string | null): number {
    if (phone === null) return 0
    this.phones.add(phoneKey(phone), line)
    return this.phones.linesUnder(phoneKey(phone)).length
  }

  /** Whether an earlier line has this NIK; takes it down. */
  sawNik(line: number, look: LookedUpBy): boolean {
    const { before, rows, niks } = this.batch
    const seen =
      niks.has(look.nikHash) || before.get(line)!.niks.some((earlier) => rows.get(earlier)?.nik === look.row.nik)
    if (seen) return true
    niks.add(look.nikHash)
    this.niks.add(nikKey(look), line)
    return false
  }

  /** Earlier rows that share a likeness key with a line and are not plainly somebody else. */
  mayBe(line: number, look: LookedUpBy): EarlierRow[] {
    const { before, rows, byKey } = this.batch
    const here = this.notStrangers(look, (key) => byKey.get(key) ?? [])
    return [...before.get(line)!.like, ...here].flatMap((earlier) => {
      const row = rows.get(earlier)
      return row ? [{ ...row, line: earlier }] : []
    })
  }

  /** Takes down a line that the register will know. */
  addPerson(line: number, { row, keys, sign }: LookedUpBy): void {
    const { rows, byKey } = this.batch
    rows.set(line, row)
    this.signs.put(line, sign)
    for (const key of keys) {
      this.likeness.add(key, line)
      const under = byKey.get(key)
      if (under) under.push(line)
      else byKey.set(key, [line])
    }
  }

  private notStrangers({ keys, sign }: LookedUpBy, linesUnder: (key: number) => readonly number[]): number[] {
    const telling = keys.map(linesUnder).filter(({ length }) => length <= MOST_UNDER_A_KEY)
    return [...new Set(telling.flat())].filter((line) => this.signs.mayBe(line, sign))
  }
}

// Spreads numbers that follow each other (Knuth's multiplicative hash).
function phoneKey(phone: string): number {
  return Math.imul(Number(phone.slice(-9)), 0x9e3779b1) >>> 0
}

function nikKey({ nikHash }: LookedUpBy): number {
  return Buffer.from(nikHash.slice(0, 8), 'base64url').readUIntBE(0, 6)
}
