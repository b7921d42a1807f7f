import { canDrive, SPEAKS_FOR } from '../../support/whatsapp-web/stand-in.ts'
import { figure, table } from '../table.ts'
import { quantile } from '../turns/turns.ts'
import { type Measured, measure } from './measure.ts'
import type { Memory } from './memory.ts'

const EXTENT = { starts: 5, messages: 200 }

/** How long a browser for WhatsApp Web takes to start and how much memory it holds, by the real library. */
export async function whatsappWeb(): Promise<string> {
  if (!canDrive()) return 'skipped: there is no Chromium'
  const measured = await measure(EXTENT)
  return [
    `whatsapp-web.js ${SPEAKS_FOR} in a real browser with a stand-in of the page; WhatsApp's own page needs more`,
    table([['', 'first', 'p50', 'most'], ...times(measured)]),
    table([['megabytes', 'processes', 'own', 'resident'], ...memories(measured)]),
  ].join('\n\n')
}

function times({ toCodeMs, toReadyMs, waits }: Measured): string[][] {
  const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b)
  const row = (name: string, values: readonly number[]) => [
    name,
    ...[values[0]!, quantile(sorted(values), 0.5), Math.max(...values)].map((ms) => figure(ms)),
  ]
  return [
    ['ms from the start to the first code', figure(toCodeMs), '', ''],
    row('ms from the start to ready, linked before', toReadyMs),
    row('ms from a message in the page to its confirmed answer', waits),
  ]
}

function memories({ atRest, afterwards }: Measured): string[][] {
  const row = (name: string, { processes, own, resident }: Memory) => [
    name,
    ...[processes, own, resident].map((value) => figure(value)),
  ]
  return [row('the browser, at rest', atRest), row(`after ${EXTENT.messages} messages`, afterwards)]
}
