import { isFiller } from './lexicon.ts'
import { normalise } from './normalise.ts'
import file from './words/salutations.json' with { type: 'json' }

const THANKS = anyOf(file.thanks)
const GREETINGS = anyOf(file.greetings)
const ALL = anyOf([...file.greetings, ...file.openings, ...file.thanks])
const ADDRESSES = new Set([
  'saya',
  'sy',
  'kulo',
  'kaula',
  'bapak',
  'ibu',
  'admin',
  'sapa',
  'petugas',
  'banyak',
  'sekali',
  'sanget',
  'semua',
])

/** Normalised words without the greeting and the thanks around them; none where nothing else was said. */
export function withoutSalutations(normalised: string): string {
  const bare = normalised.replace(ALL, ' ').replace(/\s+/g, ' ').trim()
  return bare.split(' ').every((word) => word === '' || isFiller(word) || ADDRESSES.has(word)) ? '' : bare
}

export function givesThanks(normalised: string): boolean {
  return normalised.search(THANKS) >= 0
}

export function greets(normalised: string): boolean {
  return normalised.search(GREETINGS) >= 0
}

/** Whether some normalised words hold a greeting, or the beginning of a question. */
export function salutes(normalised: string): boolean {
  return normalised.search(ALL) >= 0
}

function anyOf(forms: readonly string[]): RegExp {
  const longestFirst = forms.map(normalise).sort((a, b) => b.length - a.length)
  return new RegExp(`(?<=^| )(?:${longestFirst.join('|')})(?= |$)`, 'g')
}
