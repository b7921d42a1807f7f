import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createInstance } from 'i18next'
import { LOCALES, type Locale, type Values } from '../domain/message.ts'
import { type Say, writeValue } from './write.ts'

export interface Words {
  say: Say
  has(locale: Locale, key: string): boolean
}

const FOLDER = fileURLToPath(new URL('../../locales', import.meta.url))

/** Reads all words of `locales/`; the first part of a key is the file's name. Throws on JSON that cannot be read. */
export function openWords(folder = FOLDER): Words {
  const i18n = createInstance()
  const languages = LOCALES.filter((locale) => existsSync(`${folder}/${locale}`))
  void i18n.init({
    initAsync: false,
    lng: 'id',
    fallbackLng: 'id',
    supportedLngs: [...LOCALES],
    ns: ['sapa'],
    defaultNS: 'sapa',
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(
      languages.map((language) => [language, { sapa: readLanguage(`${folder}/${language}`) }]),
    ),
  })
  const found = new Map<string, string>()
  // Looked up once in each language: filling a sentence is a tenth of finding it. None of ours has forms for a number.
  const sentence = (locale: Locale, key: string) => {
    const known = found.get(locale + key)
    if (known !== undefined) return known
    const said = i18n.t(key, { lng: locale, skipInterpolation: true })
    if (said === key) throw new Error(`no words for '${key}'`)
    found.set(locale + key, said)
    return said
  }
  const say: Say = (locale, text) => {
    const [key, values]: readonly [string, Values] = typeof text === 'string' ? [text, {}] : text
    return fill(sentence(locale, key), (name) => {
      const value = values[name]
      if (value === undefined) throw new Error(`no value for '${name}' of '${key}'`)
      return writeValue(locale, value, say)
    })
  }
  return { say, has: (locale, key) => typeof i18n.getResource(locale, 'sapa', key) === 'string' }
}

function fill(sentence: string, value: (name: string) => string | number): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(value(name)))
}

function readLanguage(folder: string): Record<string, unknown> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return Object.fromEntries(
    files.map((file) => [file.slice(0, -'.json'.length), JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))]),
  )
}
