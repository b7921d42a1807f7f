import { dayOf } from '../../domain/clock.ts'
import type { Funding } from '../../domain/cover.ts'
import {
  entriesMerged,
  type HeldAgainst,
  lastLine,
  toldByAnother,
  toldByImport,
  workersNamed,
} from '../../store/returns.ts'
import type { World } from '../world.ts'
import type { Cell } from '../xlsx/sheet-xml.ts'
import type { Returning } from './return-sheets.ts'

const PAGE = 500
// So many lines at once, of which one small cell is read.
const LINES = 2000
// The lines of a file are gone through once for so many persons, who are held in memory meanwhile.
const HELD = 50_000

type Persons = Map<string, { code: string; name: string }>

/**
 * Who stands on the agency's earlier list, with a period that runs, and is not named by this file, not even in a line that changes
 * nothing, is doubtful or could not be read. Of applied rosters only.
 */
export async function* goneRows(returning: Returning): AsyncGenerator<Cell[]> {
  if (returning.import.appliedAt !== null) yield* goneBy(returning, returning.import.appliedAt)
}

/** The same of a roster that has been judged at least, held against what the register had been told by a time. */
export async function* goneBy(returning: Returning, takenInAt: Date): AsyncGenerator<Cell[]> {
  const { world, agency, tally } = returning
  const { id: importId, kind, startedAt, options } = returning.import
  if (kind !== 'roster') return
  const list = { importId, agencyId: agency.id, funding: options.funding as Funding }
  const held = { ...list, on: dayOf(startedAt), takenInAt }
  for await (const persons of heldAgainst(world, held, tally.unread)) {
    await dropNamed(world, importId, persons)
    tally.gone += persons.size
    for (const { code, name } of persons.values()) yield [code, name]
  }
}

/** The persons whom another file said last, some thousands at once. */
async function* heldAgainst(world: World, held: HeldAgainst, unread: ReadonlySet<string>): AsyncGenerator<Persons> {
  let persons: Persons = new Map()
  let after = ''
  for (;;) {
    const { page, told } = await world.database.run(function* (db) {
      const page = yield* toldByAnother(db, held, after, PAGE)
      const ids = page.map(({ id }) => id)
      return { page, told: yield* toldByImport(db, held.importId, ids) }
    })
    for (const { id, code, name, nikHash } of page) {
      if (!told.has(id) && !unread.has(nikHash)) persons.set(id, { code, name })
    }
    const isLast = page.length < PAGE
    if (persons.size > 0 && (isLast || persons.size >= HELD)) {
      yield persons
      persons = new Map()
    }
    if (isLast) return
    after = page.at(-1)!.id
  }
}

/** Takes away those whom a line of the file names, under whichever of their entries. */
async function dropNamed({ database }: World, importId: string, persons: Persons): Promise<void> {
  const personOf = await entriesOf(database, [...persons.keys()])
  const last = await database.run((db) => lastLine(db, importId))
  for (let after = 0; after < last; after += LINES) {
    const named = await database.run((db) => workersNamed(db, importId, { after, upTo: after + LINES }))
    for (const workerId of named) persons.delete(personOf.get(workerId) ?? workerId)
  }
}

async function entriesOf(database: World['database'], personIds: readonly string[]): Promise<Map<string, string>> {
  const personOf = new Map<string, string>()
  for (let at = 0; at < personIds.length; at += PAGE) {
    const page = personIds.slice(at, at + PAGE)
    for (const { id, personId } of await database.run((db) => entriesMerged(db, page))) personOf.set(id, personId)
  }
  return personOf
}
