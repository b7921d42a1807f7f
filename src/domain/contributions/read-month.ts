import { type Month, monthOf } from '../clock.ts'
import { readSpan } from '../roster/dates.ts'

const UP_TO = /\bs\s*[./]?\s*d\b|\b(?:sampai|hingga|mulai)\b/i

/**
 * The month that is paid for, in any spelling common in Indonesian files: `2026-10`, `10/2026`, `Oktober 2026`, `Okt-26`,
 * `102026`, a day in it, or a month whose year stands in a column of its own. Undefined where it is none, or several.
 */
export function readMonth(text: string, year = ''): Month | undefined {
  if (UP_TO.test(text)) return undefined
  // A month before its year without a mark between: spreadsheets eat the zero of `072026`.
  const joined = /^(0?[1-9]|1[0-2])(20\d\d)$/.exec(text)
  const written = joined ? `${joined[1]}-${joined[2]}` : year !== '' && !/\d{4}/.test(text) ? `${text} ${year}` : text
  const span = readSpan(written)
  return span && monthOf(span.first) === monthOf(span.last) ? monthOf(span.first) : undefined
}
