import { readFileSync } from 'node:fs'
import { readSample, type Sample } from '../../../src/understanding/evaluate.ts'

/** The development sets: utterances that nothing was learnt from. */
export function samples(): Sample[] {
  return ['id', 'jv', 'mad'].flatMap((language) => {
    const file = new URL(`../../understanding/development/${language}.tsv`, import.meta.url)
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => readSample(line, language) ?? [])
  })
}

/** An utterance made longer with others, up to so many characters. */
export function stretched(all: readonly Sample[], from: number, length: number): string {
  let text = all[from]!.utterance
  for (let n = 1; text.length < length; n++) text += ` ${all[(from + n) % all.length]!.utterance}`
  return text.slice(0, length)
}
