import { z } from 'zod'
import { isDay } from './clock.ts'
import { minutesOf } from './quiet-hours.ts'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const words = z.string().trim().min(1).max(300)
// With a part of a rupiah, as price lists have it.
const rupiah = z.coerce.number().min(0).max(100_000)
const onOff = z.enum(['on', 'off'])
// Typed with commas or blanks between, kept as a list.
const days = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(/[\s,]+/).filter((day) => day !== '') : value),
  z.array(z.string().refine(isDay)).max(60),
)

/**
 * What an installation may set with `sapa setting`. Addresses, hours and helplines are facts of the place that no source
 * here confirms: unset they are not mentioned to anybody.
 */
export const settingSchemas = {
  branchAddress: words.nullable().default(null),
  branchHours: words.nullable().default(null),
  helpline: words.nullable().default(null),
  officialAccounts: words.nullable().default(null),
  onCall: words.nullable().default(null),
  quietFrom: clockTime.default('19:00'),
  quietUntil: clockTime.default('08:00'),
  quietSundays: onOff.default('off'),
  quietHolidays: onOff.default('on'),
  quietDays: days.default([]),
  openDays: days.default([]),
  /** Shorter than the time between any two prayers, so that an open day never closes whole. */
  prayerPauseMinutes: z.coerce.number().int().min(0).max(45).default(0),
  // Kota Probolinggo.
  latitude: z.coerce.number().min(-11).max(6).default(-7.7543),
  longitude: z.coerce.number().min(95).max(141).default(113.2159),
  cardCheck: onOff.default('on'),
  cardTriesPerDay: z.coerce.number().int().min(1).max(50).default(5),
  /** How many workers the city has in all segments, and who counted them when: without all three no coverage is told. */
  allWorkers: z.coerce.number().int().min(1).nullable().default(null),
  allWorkersSource: words.nullable().default(null),
  allWorkersYear: z.coerce.number().int().min(2000).max(2100).nullable().default(null),
  /** By which people write to us on WhatsApp: digits, 62 first. */
  whatsappNumber: z
    .string()
    .regex(/^62\d{8,13}$/)
    .nullable()
    .default(null),
  /** What a message that nobody asked for costs over WhatsApp's official channel; Meta's prices change and stand nowhere here. */
  whatsappRupiah: rupiah.nullable().default(null),
  statusLinkMinutes: z.coerce.number().int().min(5).max(1440).default(30),
} as const

export type SettingKey = keyof typeof settingSchemas
export type Settings = { [K in SettingKey]: z.infer<(typeof settingSchemas)[K]> }

/** Settings that say what a message costs, in rupiah; null until somebody has filled them in. */
export type PriceKey = 'whatsappRupiah'

export const SETTING_KEYS = Object.keys(settingSchemas) as SettingKey[]

/** The settings that words to workers may mention. */
export type PublicSettings = Pick<
  Settings,
  'branchAddress' | 'branchHours' | 'helpline' | 'officialAccounts' | 'cardCheck'
>

/** All settings, from what has been kept of them; what is unset, no longer valid or contradicts itself has its default. */
export function settingsFrom(kept: Partial<Record<string, unknown>>): Settings {
  const entries = SETTING_KEYS.map((key) => {
    const read = settingSchemas[key].safeParse(kept[key])
    return [key, read.success ? read.data : settingSchemas[key].parse(undefined)]
  })
  const settings = Object.fromEntries(entries) as Settings
  return withRoomToPray(isDayOpen(settings) ? settings : { ...settings, ...SHIPPED_HOURS })
}

// A day that is open for less than an hour could lie within one pause, and would never open.
function withRoomToPray(settings: Settings): Settings {
  const minutes = minutesOf(settings.quietFrom) - minutesOf(settings.quietUntil)
  return minutes < 60 ? { ...settings, prayerPauseMinutes: 0 } : settings
}

/** Whether the hours in which unasked messages go out lie within one day, so that a quiet night is left. */
export function isDayOpen({ quietFrom, quietUntil }: Pick<Settings, 'quietFrom' | 'quietUntil'>): boolean {
  return quietUntil < quietFrom
}

const SHIPPED_HOURS = {
  quietFrom: settingSchemas.quietFrom.parse(undefined),
  quietUntil: settingSchemas.quietUntil.parse(undefined),
}

export function isSettingKey(text: string): text is SettingKey {
  return Object.hasOwn(settingSchemas, text)
}
