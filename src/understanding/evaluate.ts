import { intentOf, UNRELATED } from './intent.ts'

/** An utterance whose topic somebody has judged. */
export interface Sample {
  language: string
  topic: string
  utterance: string
}

interface Tally {
  right: number
  all: number
}

/** How well utterances are understood, against what somebody has judged. */
export interface Evaluation {
  byLanguage: Map<string, Tally>
  byTopic: Map<string, Tally>
  /** Unrelated utterances by language; right are those that got no topic. */
  unrelated: Map<string, Tally>
  /** `expected → got` and how often, the commonest first. */
  confusions: [string, number][]
  mistakes: (Sample & { got: string })[]
}

export function evaluate(samples: Iterable<Sample>): Evaluation {
  const result: Evaluation = {
    byLanguage: new Map(),
    byTopic: new Map(),
    unrelated: new Map(),
    confusions: [],
    mistakes: [],
  }
  const confused = new Map<string, number>()
  for (const sample of samples) {
    const got = intentOf(sample.utterance).intent
    const right = got === sample.topic
    const related = sample.topic !== UNRELATED
    count(related ? result.byLanguage : result.unrelated, sample.language, right)
    if (related) count(result.byTopic, sample.topic, right)
    if (right) continue
    result.mistakes.push({ ...sample, got })
    const pair = `${sample.topic} → ${got}`
    confused.set(pair, (confused.get(pair) ?? 0) + 1)
  }
  return { ...result, confusions: [...confused].sort(([, a], [, b]) => b - a) }
}

/** Reads one line of a file to evaluate: `language, topic, utterance`, or `topic, utterance` where the file is of one language. */
export function readSample(line: string, fileLanguage: string): Sample | undefined {
  const columns = line.split('\t').map((column) => column.trim())
  const [language, topic, utterance] = columns.length === 2 ? [fileLanguage, ...columns] : columns
  return language && topic && utterance ? { language, topic, utterance } : undefined
}

function count(tallies: Map<string, Tally>, key: string, right: boolean): void {
  const { right: before, all } = tallies.get(key) ?? { right: 0, all: 0 }
  tallies.set(key, { right: before + Number(right), all: all + 1 })
}
