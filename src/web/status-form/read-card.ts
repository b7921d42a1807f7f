import type { Day } from '../../domain/clock.ts'
import { nameKey } from '../../domain/name-key.ts'
import { kelurahanOf } from '../../domain/region/kelurahan.ts'
import { readDay } from '../../domain/roster/dates.ts'
import type { Card } from '../../services/card-check.ts'

export const CARD_FIELDS = ['nik', 'name', 'bornOn', 'kelurahan'] as const
export type CardField = (typeof CARD_FIELDS)[number]

/** What was typed into each field. */
export type Typed = Record<CardField, string>

export type ReadCard = { card: Card } | { bad: CardField[] }

/** Reads what was typed; names the fields that could not be anybody's, which says nothing of any list. */
export function readCard(typed: Typed, today: Day): ReadCard {
  const nik = typed.nik.normalize('NFKC').replace(/[\s.'’–-]/g, '')
  const bornOn = readDay(typed.bornOn, Number(today.slice(0, 4)))
  const isBad: Record<CardField, boolean> = {
    nik: !/^\d{16}$/.test(nik),
    name: nameKey(typed.name) === '',
    bornOn: bornOn === undefined || bornOn > today,
    kelurahan: kelurahanOf(typed.kelurahan) === undefined,
  }
  const bad = CARD_FIELDS.filter((field) => isBad[field])
  if (bad.length > 0 || bornOn === undefined) return { bad }
  return { card: { nik, bornOn, name: typed.name, kelurahan: typed.kelurahan } }
}
