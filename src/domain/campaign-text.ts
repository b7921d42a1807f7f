import type { Locale } from './message.ts'

/** A campaign's words in each language; Bahasa Indonesia stands in for those that are missing. */
export type CampaignTexts = { id: string } & Partial<Record<Exclude<Locale, 'id'>, string>>

/** What an officer may put between braces: `{nama}`. */
export const VARIABLES = ['nama', 'instansi', 'segmen', 'masa', 'status'] as const
export type Variable = (typeof VARIABLES)[number]

/** Told only to the person whom they are about, after a proof. */
const PERSONAL: readonly Variable[] = ['segmen', 'masa', 'status']

/** In characters, variables as they are written. */
export const LONGEST_TEXT = 700

const IN_BRACES = /\{([^{}]*)\}/g

export function isVariable(name: string): name is Variable {
  return (VARIABLES as readonly string[]).includes(name)
}

/** The names between braces, in small letters, known or not. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(IN_BRACES)].map(([, name]) => nameOf(name!))
}

/** Whether a text says something that only a proven person may read. */
export function isPersonal(text: string): boolean {
  return variablesIn(text).some((name) => isVariable(name) && PERSONAL.includes(name))
}

/** The language that a person's campaign is written in: theirs where the campaign has it. */
export function languageOf(texts: CampaignTexts, locale: Locale): Locale {
  return texts[locale] === undefined ? 'id' : locale
}

/** A text with its variables filled; what a value itself holds between braces stays as it is. */
export function fillText(text: string, values: Readonly<Record<Variable, string>>): string {
  return text.replace(IN_BRACES, (asWritten, name: string) => {
    const variable = nameOf(name)
    return isVariable(variable) ? values[variable] : asWritten
  })
}

// Control characters and what has no shape of its own could hide a word from whoever checks it.
const INVISIBLE = /[^\P{Cc}\n]|\p{Cf}/gu

/** A text as it is kept: one kind of line end, nothing invisible, nothing around it. */
export function tidyText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\t', ' ').normalize('NFC').replace(INVISIBLE, '').trim()
}

function nameOf(inBraces: string): string {
  return inBraces.trim().toLowerCase()
}
