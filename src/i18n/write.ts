import type { Locale, Text, Value } from '../domain/message.ts'

/** Tells a text in a language. A key without words in that language is told in Bahasa Indonesia. */
export type Say = (locale: Locale, text: Text) => string

// Javanese and Madurese are written with Indonesian numbers and months here: workers read those on every form.
const TAGS: Record<Locale, string> = { id: 'id-ID', jv: 'id-ID', mad: 'id-ID', en: 'en-GB' }

const dayFormats = formats({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const monthFormats = formats({ month: 'long', year: 'numeric', timeZone: 'UTC' })
const grouped = new Intl.NumberFormat('id-ID')

/** Writes a value as a sentence needs it: `Rp42.000.000`, `12.000`, `36,2 %`, `24 November 2026`, `Desember 2026`. */
export function writeValue(locale: Locale, value: Value, say: Say): string | number {
  if (typeof value !== 'object') return value
  if ('rupiah' in value) return `Rp${grouped.format(value.rupiah)}`
  if ('count' in value) return grouped.format(value.count)
  if ('percent' in value) return `${grouped.format(value.percent)} %`
  if ('day' in value) return dayFormats[locale].format(new Date(`${value.day}T00:00:00Z`))
  if ('month' in value) return monthFormats[locale].format(new Date(`${value.month}-01T00:00:00Z`))
  if ('lines' in value) return value.lines.map((line) => say(locale, line)).join('\n')
  return say(locale, value.text)
}

function formats(options: Intl.DateTimeFormatOptions): Record<Locale, Intl.DateTimeFormat> {
  const entries = Object.entries(TAGS).map(([locale, tag]) => [locale, new Intl.DateTimeFormat(tag, options)])
  return Object.fromEntries(entries) as Record<Locale, Intl.DateTimeFormat>
}
