import { LOCALES, type Locale } from '../domain/message.ts'
import type { Words } from '../i18n/say.ts'

/** Words that Sapa says first, as they are handed in to WhatsApp for approval. */
export interface TemplateWords {
  name: string
  locale: Locale
  /** With `{{1}}`, `{{2}}` … in the place of what is another in each message. */
  body: string
  /** What an example of each may be, which WhatsApp wants to see. */
  examples: string[]
  /** Labels of the quick replies. */
  buttons: string[]
}

const FIRST_WORDS = [
  { name: 'sapa_kabar', key: 'enrolmentNotice.one', values: ['agency', 'name'] },
  { name: 'sapa_kabar_bersama', key: 'enrolmentNotice.several', values: ['agency', 'name', 'others'] },
] as const
const OPTIONS = ['check', 'genuine', 'stop'] as const
const EXAMPLES = { agency: 'Dinas Kesehatan', name: 'S••• A•••', others: '2' }

/** The words of a first notice in each language: with these approved it reaches whoever has agreed to be written to. */
export function templateWords(words: Words): TemplateWords[] {
  return FIRST_WORDS.flatMap(({ name, key, values }) =>
    LOCALES.map((locale) => {
      const slots = Object.fromEntries(values.map((value, at) => [value, `{{${at + 1}}}`]))
      return {
        // WhatsApp has no Javanese and no Madurese: such words are handed in as Indonesian.
        ...{ name: locale === 'id' || locale === 'en' ? name : `${name}_${locale}`, locale },
        body: words.say(locale, [key, slots]),
        examples: values.map((value) => EXAMPLES[value]),
        buttons: OPTIONS.map((option) => words.say(locale, `enrolmentNotice.option.${option}`)),
      }
    }),
  )
}

/** The code of the language under which WhatsApp keeps words. */
export function templateLanguage(locale: Locale): 'id' | 'en' {
  return locale === 'en' ? 'en' : 'id'
}
