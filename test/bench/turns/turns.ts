import { figure, table } from '../table.ts'
import { HOSTS, measure, type Outcome } from './measure.ts'

const EXTENT = { contacts: 1000, connections: 64, warmUpSeconds: 3, rounds: 3, roundSeconds: 3.5, profileSeconds: 4 }

const NAMES: Readonly<Record<(typeof HOSTS)[number], string>> = {
  sapa: 'Sapa: message → committed reply',
  'one-insert': '(a) bare route, one insert transaction each',
  'five-statements': '(b) bare route, the statements of a turn, group commit',
}

/** Inbound message to committed reply through the real host over HTTP, beside two hosts that do less. */
export async function turns(): Promise<string> {
  const outcome = await measure(EXTENT)
  const { contacts, connections, rounds, roundSeconds } = EXTENT
  const { carried, unread } = outcome.replies
  return [
    `${contacts} contacts, ${connections} connections, ${rounds} rounds of ${roundSeconds} s each, SQLite, synchronous=FULL`,
    table(rateRows(outcome)),
    `${figure(carried)} replies delivered, ${unread} of them because an answer could not be read`,
    'Where a turn and its delivery spend their time (sampled in a run of its own, which the sampling slows):',
    table(spentRows(outcome)),
  ].join('\n\n')
}

function rateRows({ hosts }: Outcome): string[][] {
  const rate = (host: (typeof HOSTS)[number]) => hosts[host].messages / hosts[host].seconds
  const rows = HOSTS.map((host) => {
    const { waits, peakMegabytes } = hosts[host]
    const ratio = host === 'sapa' ? '' : `${(rate('sapa') / rate(host)).toFixed(2)} ×`
    return [
      NAMES[host],
      figure(rate(host)),
      ratio,
      figure(quantile(waits, 0.5), 1),
      figure(quantile(waits, 0.99), 1),
      figure(peakMegabytes),
    ]
  })
  return [['', 'messages/s', 'Sapa is', 'p50 ms', 'p99 ms', 'peak MB'], ...rows]
}

function spentRows({ spent }: Outcome): string[][] {
  const parts = Object.entries(spent).sort(([, a], [, b]) => b - a)
  return [['', 'µs a turn'], ...parts.map(([part, micros]) => [part, figure(micros, 1)])]
}

/** The value below which so large a part of the sorted values lies. */
export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}
