import { figure, table } from '../table.ts'
import { type Extent, measure, type Outcome } from './measure.ts'

const EXTENT: Extent = { lists: [10_000, 90_000, 1_000_000], contacts: 200, restMs: 40 }
const AIM = 25

/** Takes a long list into a register that is not empty, beside a bare table, while a host answers. */
export async function importing(): Promise<string> {
  return told(await measure(EXTENT))
}

function told({ lists, bareSeconds, chats }: Outcome): string {
  const last = lists.at(-1)!
  const seconds = last.judgeSeconds + last.applySeconds
  const micros = (value: number, rows: number) => figure((value * 1e6) / rows, 1)
  return [
    table([
      ['list', 'rows', 'read + judge s', 'apply s', 'rows/s', 'judge µs/row', 'apply µs/row', 'doubtful', 'peak MB'],
      ...lists.map(({ rows, doubtful, judgeSeconds, applySeconds, peakMegabytes }, at) => [
        `after ${figure(lists.slice(0, at).reduce((sum, one) => sum + one.rows, 0))}`,
        ...[figure(rows), figure(judgeSeconds, 1), figure(applySeconds, 1)],
        ...[figure(rows / (judgeSeconds + applySeconds)), micros(judgeSeconds, rows), micros(applySeconds, rows)],
        ...[figure(doubtful), figure(peakMegabytes)],
      ]),
    ]),
    bareSeconds === null
      ? 'sqlite3 is not installed: nothing to compare with'
      : `sqlite3 .import and an index: ${figure(bareSeconds, 2)} s; ratio ${figure(seconds / bareSeconds, 1)} (aim ${AIM})`,
    `chats meanwhile: ${figure(chats.messages)} answered, p50 ${figure(chats.p50)} ms, p99 ${figure(chats.p99)} ms (aim 250)`,
  ].join('\n')
}
