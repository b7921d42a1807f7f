import { Child } from '../child.ts'
import { figure, table } from '../table.ts'
import { quantile } from '../turns/turns.ts'
import { LENGTH, type Measured } from './measured.ts'

export const READERS = ['sapa', 'minisearch', 'look-up'] as const

const NAMES: Readonly<Record<(typeof READERS)[number], string>> = {
  sapa: 'Sapa',
  minisearch: '(a) MiniSearch over the same phrases',
  'look-up': '(b) the phrases word for word',
}

/** What understanding one utterance costs, beside two simpler ways over the same phrases. */
export async function understanding(): Promise<string> {
  const rows: string[][] = []
  for (const reader of READERS) rows.push([NAMES[reader], ...figures(await measureReader(reader, 'measure'))])
  const head = ['', 'start ms', 'memory MB', 'p50 ms', 'p99 ms', 'right %', 'false alarms %']
  return `Utterances of ${LENGTH} characters; right and false alarms on the development sets\n\n${table([head, ...rows])}`
}

export async function measureReader(reader: (typeof READERS)[number], how: 'measure' | 'briefly'): Promise<Measured> {
  const child = await Child.start(`./${reader}.ts`, import.meta.url, {})
  try {
    return await child.ask<Measured>(how)
  } finally {
    await child.end()
  }
}

function figures({ startMs, megabytes, waits, right, falseAlarms }: Measured): string[] {
  return [
    figure(startMs),
    figure(megabytes),
    figure(quantile(waits, 0.5), 2),
    figure(quantile(waits, 0.99), 2),
    figure(right * 100, 1),
    figure(falseAlarms * 100, 1),
  ]
}
