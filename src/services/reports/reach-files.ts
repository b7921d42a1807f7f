import { Readable } from 'node:stream'
import type { Text } from '../../domain/message.ts'
import type { ReachDimension } from '../../domain/reach.ts'
import { notReachedIn, type ReachQuery, reachBy } from '../reach-report.ts'
import type { World } from '../world.ts'
import { type ReachBook, reachTitle } from './reach-book.ts'
import { reachPaper } from './reach-paper.ts'
import { reachWorkbook } from './reach-workbook.ts'

export const FILE_FORMATS = ['xlsx', 'pdf'] as const
export type FileFormat = (typeof FILE_FORMATS)[number]

/** What a report of reach in a file is made of; the codes of those not reached are read while the file is. Throws as `reachOf` does. */
export async function reachBook(
  world: World,
  query: Omit<ReachQuery, 'by'>,
  divisions: readonly ReachDimension[],
  title?: Text,
): Promise<ReachBook> {
  const { total, parts } = await reachBy(world, query, divisions)
  const madeAt = world.clock.now()
  return { title: title ?? reachTitle(total), total, parts, madeAt, notReached: notReachedIn(world, query) }
}

/** A report of reach as a file, in Bahasa Indonesia. */
export async function reachFile(world: World, book: ReachBook, format: FileFormat): Promise<Readable> {
  const say = (text: Text) => world.words.say('id', text)
  return format === 'xlsx' ? reachWorkbook(say, book) : Readable.from(await reachPaper(say, book))
}
