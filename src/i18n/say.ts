import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createInstance } from 'i18next'
import { LOCALES, type Locale, type Value, type Values } from '../domain/message.ts'
import { type Say, writeValue } from './write.ts'

export interface Words {
  say: Say
  has(locale: Locale, key: string): boolean
}

const FOLDER = fileURLToPath(new URL('../../locales', import.meta.url))

/** Reads all words of `locales/`; the first part of a key is the file's name. Throws on JSON that cannot be read. */
export function openWords(folder = FOLDER): Words {
  const i18n = createInstance()
  const languages = readdirSync(folder)
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
  const plain = new Map<string, string>()
  const translate = (locale: Locale, key: string, values?: Record<string, string | number>) => {
    const said = i18n.t(key, { ...values, lng: locale })
    if (said === key) throw new Error(`no words for '${key}'`)
    return said
  }
  const say: Say = (locale, text) => {
    if (typeof text !== 'string') return translate(locale, text[0], written(locale, text[1]))
    const known = plain.get(locale + text)
    if (known !== undefined) return known
    const said = translate(locale, text)
    plain.set(locale + text, said)
    return said
  }
  const written = (locale: Locale, values: Values) => {
    const write = (value: Value) => writeValue(locale, value, say)
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, write(value)]))
  }
  return { say, has: (locale, key) => typeof i18n.getResource(locale, 'sapa', key) === 'string' }
}

function readLanguage(folder: string): Record<string, unknown> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return Object.fromEntries(
    files.map((file) => [file.slice(0, -'.json'.length), JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))]),
  )
}
