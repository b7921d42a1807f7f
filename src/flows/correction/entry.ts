import { z } from 'zod'
import { type AskedCorrection, CORRECTION_FIELDS, type Entry } from '../../domain/correction.ts'
import { type Looking, look } from '../../domain/look-ups.ts'
import type { Choice } from '../../domain/message.ts'
import type { Verdict } from '../../domain/proof.ts'
import type { Scene } from '../../engine/flow.ts'

export const answers = z.object({
  /** What has just proven the person, in the turn that leads here. */
  verdict: z.custom<Verdict>().optional(),
  worker: z.string().optional(),
  agency: z.string().optional(),
  field: z.enum(CORRECTION_FIELDS).optional(),
  wish: z.string().optional(),
})
export type Answers = z.infer<typeof answers>
export type CorrectionScene = Scene<Answers>

export function* entriesIn({ answers: { verdict, worker } }: CorrectionScene): Looking<Entry[]> {
  const entries = yield* look('entries', { just: verdict })
  const own = entries.filter(({ workerId }) => workerId === worker)
  // Two entries may have been found to be one person since somebody was chosen.
  return own.length > 0 ? own : entries
}

/** The entry that is spoken of: the one that was chosen, or the only one. */
export function* entryIn(scene: CorrectionScene): Looking<Entry> {
  const entries = yield* entriesIn(scene)
  const entry = entries.find(({ agencyId }) => agencyId === scene.answers.agency) ?? entries[0]
  if (!entry) throw new Error('a correction without an entry')
  return entry
}

export function fieldIn({ answers: { field } }: CorrectionScene) {
  if (field === undefined) throw new Error('a correction without a field')
  return field
}

export function* askedIn({ answers: { verdict } }: CorrectionScene): Looking<AskedCorrection[]> {
  return yield* look('corrections', { just: verdict })
}

/** What is open already on the field of the entry that is spoken of. */
export function* openIn(scene: CorrectionScene): Looking<AskedCorrection | undefined> {
  const { workerId, agencyId } = yield* entryIn(scene)
  const about = (one: AskedCorrection) => one.workerId === workerId && one.agencyId === agencyId
  return (yield* askedIn(scene)).find((one) => about(one) && one.field === fieldIn(scene) && !one.closed)
}

/** Whoever of the proven workers is on a list, each once. */
export function* personsToPick({ answers: { verdict } }: CorrectionScene): Looking<Choice[]> {
  const entries = yield* look('entries', { just: verdict })
  const names = new Map(entries.map(({ workerId, maskedName }) => [workerId, maskedName]))
  return [...names].map(([value, name]) => ({ value, label: ['correction.person', { name }] }))
}

export function* agenciesToPick(scene: CorrectionScene): Looking<Choice[]> {
  const entries = yield* entriesIn(scene)
  return entries.map(({ agencyId, agency }) => ({ value: agencyId, label: ['correction.agency', { agency }] }))
}
