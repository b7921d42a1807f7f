import type { Judgement } from '../../domain/roster/upload.ts'
import { importById } from '../../store/returns.ts'
import { goneBy } from '../rosters/gone-rows.ts'
import { mendRows, noTally, type Returning } from '../rosters/return-sheets.ts'
import type { World } from '../world.ts'

/** Sums up what judging an import has come to. Goes through its rows in slices, as its return file does. */
export async function judgementOf(world: World, importId: string, unread: string[]): Promise<Judgement> {
  const found = (await world.database.run((db) => importById(db, importId)))!
  const tell: Returning['tell'] = (text) => world.words.say('id', text)
  const returning: Returning = { ...found, world, tell, tally: noTally() }
  await through(mendRows(returning))
  await through(goneBy(returning, found.import.judgedAt ?? found.import.startedAt))
  const { lines = 0, ...verdicts } = found.import.counts
  const { problems, gone } = returning.tally
  return { kind: found.import.kind, lines, verdicts, problems: Object.fromEntries(problems), gone, unread }
}

async function through(rows: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of rows);
}
