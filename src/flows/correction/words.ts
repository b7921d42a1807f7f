import { type AskedCorrection, LONGEST_WISH } from '../../domain/correction.ts'
import { answer } from '../../domain/facts/answer.ts'
import type { Looking } from '../../domain/look-ups.ts'
import type { Text, Values } from '../../domain/message.ts'
import type { Words } from '../../engine/flow.ts'
import { askedIn, type CorrectionScene, entryIn, fieldIn, openIn } from './entry.ts'

const HOURS_A_DAY = 24

/** One line for each correction: what was asked, and by when it is answered or what was answered. */
export function askedLines(asked: readonly AskedCorrection[]): { lines: Text[] } {
  return { lines: asked.map(askedLine) }
}

function askedLine(asked: AskedCorrection): Text {
  const { maskedName: name, agency, field, openedOn, dueOn, isLate, closed } = asked
  const about = { name, agency, field: { text: `correction.what.${field}` } }
  const from = { day: openedOn }
  if (!closed) return [`correction.line.${isLate ? 'late' : 'open'}`, { ...about, from, due: { day: dueOn } }]
  return [`correction.line.${closed.outcome}`, { ...about, on: { day: closed.on }, words: closed.answer }]
}

export function* standingWords(scene: CorrectionScene): Looking<Text> {
  return ['correction.standing', { asked: askedLines(yield* askedIn(scene)) }]
}

/** What is told to somebody who says again that something is wrong, in the midst of saying what. */
export function* goOnWords(scene: CorrectionScene): Looking<Text> {
  const asked = yield* askedIn(scene)
  return asked.length > 0 ? ['correction.inStatus', { asked: askedLines(asked) }] : 'correction.goOn'
}

export function* fieldWords(scene: CorrectionScene): Looking<Text> {
  const { maskedName: name, agency } = yield* entryIn(scene)
  return ['correction.field', { name, agency }]
}

export function* agenciesWords(scene: CorrectionScene): Looking<Text> {
  return ['correction.agencies', { name: (yield* entryIn(scene)).maskedName }]
}

export function* alreadyWords(scene: CorrectionScene): Looking<Text> {
  const open = yield* openIn(scene)
  if (!open) throw new Error('told of a correction that is not open')
  return [`correction.already.${open.canAdd ? 'add' : 'full'}`, { asked: askedLines([open]) }]
}

export function wishWords(scene: CorrectionScene): Text {
  return [`correction.wish.${fieldIn(scene)}`, { most: LONGEST_WISH }]
}

export function* confirmWords(scene: CorrectionScene): Looking<Text> {
  return ['correction.confirm', { ...(yield* aboutIn(scene)), wish: scene.answers.wish ?? '' }]
}

/** Thanks, with the hours that the law gives, and with what only BPJS Ketenagakerjaan can mend. */
export function* filedWords(scene: CorrectionScene): Looking<Words> {
  const { facts } = scene
  const times = facts.count('lists.corrections.within') / HOURS_A_DAY
  const values = { ...(yield* aboutIn(scene)), times }
  return [
    { say: answer(facts, 'correction.filed', {}, values, ['lists.corrections.within']) },
    { say: 'correction.filedMore' },
  ]
}

function* aboutIn(scene: CorrectionScene): Looking<Values> {
  const { maskedName: name, agency } = yield* entryIn(scene)
  return { name, agency, field: { text: `correction.what.${fieldIn(scene)}` } }
}
