import { createReadStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { dayOf } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import { withWorld } from '../main.ts'
import { needs } from '../services/needs.ts'
import type { World } from '../services/world.ts'
import { type Evaluation, evaluate, readSample, type Sample } from '../understanding/evaluate.ts'
import { explain } from '../understanding/explain.ts'
import type { Command, Shell } from './command.ts'
import { readOptions } from './options.ts'
import { table } from './table.ts'

const USAGE = 'sapa understanding eval FILE.tsv | sapa understanding explain "…" | sapa understanding unanswered'
const MOST_CONFUSIONS = 15

/** `understanding eval FILE.tsv | explain "…" | unanswered`: how well people are understood, why, and what nothing answered. */
export const understanding: Command = async (args, shell) => {
  const { positionals } = readOptions(args, {})
  const [what, given, ...more] = positionals
  if (what === 'unanswered' && given === undefined) return withWorld(shell, (world) => unanswered(world, shell))
  if (given === undefined || (what === 'eval' && more.length > 0)) throw new DomainError('cli.usage', { usage: USAGE })
  if (what === 'eval') shell.out(evaluated(shell, evaluate(await samplesOf(given))))
  else if (what === 'explain') shell.out(explained(shell, [given, ...more].join(' ')))
  else throw new DomainError('cli.usage', { usage: USAGE })
  return 0
}

async function unanswered(world: World, { out, err, say }: Shell): Promise<number> {
  const { asked } = await needs(world)
  const rows = asked.map(({ times, locale, lastAt, text }) => [String(times), locale, dayOf(lastAt), text])
  if (rows.length > 0) out(table(rows))
  else err(say('console.needs.none'))
  return 0
}

async function samplesOf(file: string): Promise<Sample[]> {
  const language = path.basename(file, path.extname(file))
  const samples: Sample[] = []
  let number = 0
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      number++
      if (line.trim() === '') continue
      const sample = readSample(line, language)
      if (!sample) throw new DomainError('cli.understanding.badLine', { line: number })
      samples.push(sample)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new DomainError('cli.understanding.noFile', { file })
    throw error
  }
  return samples
}

function evaluated({ say }: Shell, { byLanguage, byTopic, unrelated, confusions, mistakes }: Evaluation): string {
  const rows = (tallies: Evaluation['byTopic']) =>
    [...tallies]
      .sort(([, a], [, b]) => a.right / a.all - b.right / b.all)
      .map(([key, { right, all }]) => [key, `${right}/${all}`, percent(right, all)])
  const falseAlarms = [...unrelated].map(([key, { right, all }]) => [
    key,
    `${all - right}/${all}`,
    percent(all - right, all),
  ])
  const parts: [string, string[][]][] = [
    ['byLanguage', rows(byLanguage)],
    ['byTopic', rows(byTopic)],
    ['falseAlarms', falseAlarms],
    ['confusions', confusions.slice(0, MOST_CONFUSIONS).map(([pair, n]) => [pair, String(n)])],
    ['mistakes', mistakes.map(({ language, topic, got, utterance }) => [language, topic, got, utterance])],
  ]
  return parts
    .filter(([, lines]) => lines.length > 0)
    .map(([key, lines]) => `${say(`cli.understanding.${key}`)}\n${table(lines)}`)
    .join('\n\n')
}

function explained({ say }: Shell, utterance: string): string {
  const { words, language, intent, between, ranked, reasons } = explain(utterance)
  const lines: [string, string][] = [
    ['understood', `${intent.intent} ${intent.score.toFixed(3)}`],
    ['between', between?.join(' / ') ?? '-'],
    ['words', words.join(' ')],
    ['language', language ?? say('cli.understanding.unsure')],
    ['ranked', ranked.map(({ label, chance }) => `${label} ${chance.toFixed(3)}`).join(', ')],
    ['reasons', reasons.map(({ feature, weight }) => `${feature} ${weight.toFixed(2)}`).join(', ')],
  ]
  return table(lines.map(([key, value]) => [say(`cli.understanding.${key}`), value]))
}

function percent(part: number, all: number): string {
  return `${((100 * part) / all).toFixed(1)} %`
}
