import type { Day } from '../clock.ts'
import { words, yesOrNo } from './cells.ts'
import type { Cells } from './columns.ts'
import { readDay } from './dates.ts'
import type { Note, RosterConsent } from './row.ts'

/** An agency's word for a whole list that its people agreed to be written to. */
export interface Attestation {
  on: Day
  source: string
}

/**
 * Leave to be written to. A yes counts with a day and a source only, since it must be possible to show it
 * (UU 27/2022 art. 22 and 24); a row's no outweighs an agency's word for the whole list.
 */
export function readConsent(cells: Cells, today: Day, attested: Attestation | undefined, note: Note): RosterConsent {
  const text = (cells.consentGiven ?? '').trim()
  if (text === '') return attested ? { given: true, ...attested } : null
  const said = yesOrNo(text)
  if (said === undefined) note('consentUnclear', 'consentGiven', 'warning')
  if (!said) return said === false ? { given: false } : null
  const on = readDay(words(cells, 'consentOn')) ?? attested?.on
  const source = words(cells, 'consentSource') || attested?.source
  if (on && on <= today && source) return { given: true, on, source }
  note('consentIncomplete', on && on <= today ? 'consentSource' : 'consentOn', 'warning')
  return null
}
