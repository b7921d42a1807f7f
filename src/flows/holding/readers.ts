import { addDays, type Day } from '../../domain/clock.ts'
import { MOST_HEADS } from '../../domain/meeting.ts'
import { readDay } from '../../domain/roster/dates.ts'
import { visible } from '../../domain/visible.ts'
import type { Reader } from '../../engine/flow.ts'

const LONGEST = 120

/** A place or a topic in a person's own words, 3 to 120 letters. */
export const shortWords: Reader<string> = ({ text, attachment }) => {
  const words = visible(text)
  return !attachment && words.length >= 3 && words.length <= LONGEST ? words : undefined
}

/** A day in Probolinggo and a time there as `HH:MM`. */
export interface When {
  on: Day
  at: string
}

const DAYS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:lusa|sesok embeen)\b/, 2],
  [/\b(?:besok|besuk|benjing|mbenjing|sesuk|laggu')/, 1],
  [/\b(?:hari ini|nanti|dinten niki|saniki|mangke|are sateya|sateya)\b/, 0],
]
const DATE =
  /\b\d{1,2}\s?[/-]\s?\d{1,2}(?:\s?[/-]\s?\d{2,4})?\b|\b\d{1,2} [a-z]{3,9}(?: \d{4})?\b|\b\d{4}-\d{2}-\d{2}\b/g
const TIME =
  /(?:\b(?:jam|pukul|jem|pokol)\s*)?\b([01]?\d|2[0-3])[:.]([0-5]\d)\b|\b(?:jam|pukul|jem|pokol)\s*([01]?\d|2[0-3])\b/

/** When a meeting begins: "hari ini 19.00", "besok jam 9", "25/11/2026 jam 7 malam"; never on a day that is over. */
export const meetingTime: Reader<When> = ({ text }, today) => {
  const said = text.toLowerCase().replace(/\b(?:tanggal|tgl)\b/g, ' ')
  const day = dayIn(said, today)
  const time = TIME.exec(day?.rest ?? '')
  if (!day || !time || day.on < today) return undefined
  const hour = hourOf(Number(time[1] ?? time[3]), said)
  return hour === undefined ? undefined : { on: day.on, at: `${String(hour).padStart(2, '0')}:${time[2] ?? '00'}` }
}

function dayIn(said: string, today: Day): { on: Day; rest: string } | undefined {
  for (const [word, days] of DAYS)
    if (word.test(said)) return { on: addDays(today, days), rest: said.replace(word, ' ') }
  // "Jam 9 pagi" looks like a date too, and is none on any calendar.
  const dates = [...said.matchAll(DATE)].map(([written]) => ({ written, on: dateOf(written, today) }))
  const found = dates.find(({ on }) => on !== undefined)
  return found && { on: found.on!, rest: said.replace(found.written, ' ') }
}

/** A date without its year is the next such day. */
function dateOf(written: string, today: Day): Day | undefined {
  const whole = readDay(written, 2099)
  if (whole !== undefined) return whole
  const year = Number(today.slice(0, 4))
  const separator = /[/-]/.test(written) ? '/' : ' '
  const years = [year, year + 1].map((one) => readDay(`${written.replace(/\s?[/-]\s?/g, '/')}${separator}${one}`, 2099))
  return years.find((day) => day !== undefined && day >= today)
}

function hourOf(hour: number, said: string): number | undefined {
  const isLate = /\b(?:malam|malem|dalu|bengi|sore|sonten|siang|awan)\b/.test(said)
  if (!isLate || hour >= 12) return hour
  return /\b(?:siang|awan)\b/.test(said) && hour > 3 ? hour : hour + 12
}

/** How many people were at a meeting; a dash leaves it open. */
export const heads: Reader<string> = ({ text }) => {
  const said = text.trim().replace(/\s*(?:orang|tiyang|oreng)$/i, '')
  if (/^(?:-|lewati)$/i.test(said)) return '-'
  return /^\d{1,5}$/.test(said) && Number(said) <= MOST_HEADS ? said : undefined
}
