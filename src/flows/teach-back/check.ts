import { z } from 'zod'
import type { Day } from '../../domain/clock.ts'
import type { Cover } from '../../domain/cover.ts'
import type { Effect } from '../../domain/effects.ts'
import { answer } from '../../domain/facts/answer.ts'
import type { FactId } from '../../domain/facts/catalogue.ts'
import { type Looking, look } from '../../domain/look-ups.ts'
import type { Choice, Text, Values } from '../../domain/message.ts'
import {
  answersOffered,
  type Checked,
  nextQuestion,
  QUESTIONS,
  type Question,
  rightAnswer,
} from '../../domain/teach-back.ts'
import type { Scene } from '../../engine/flow.ts'
import { inOrderOfInterest } from '../status-words.ts'

/** A question as it was put, with what was right then: an answer that comes days later is judged by it. */
const asked = z.object({
  question: z.enum(QUESTIONS),
  right: z.string(),
  workerId: z.string(),
  /** The entry that is asked about, and first of those that the same answer is right for. */
  enrolmentIds: z.array(z.string()).min(1),
  agency: z.string(),
  asOf: z.string(),
})
export type Asked = z.infer<typeof asked>

export const answers = z.object({
  worker: z.string().optional(),
  asked: asked.optional(),
  said: z.string().optional(),
  wrong: z.number().optional(),
})
export type Answers = z.infer<typeof answers>
type CheckScene = Scene<Answers>

/** The next question about a proven worker's main entry, and what is known of that; nothing where no answer can be proven. */
export function* checkOf(
  { workerId, enrolments }: Cover,
  today: Day,
): Looking<{ asked: Asked; checked: Checked } | undefined> {
  const [entry] = inOrderOfInterest(enrolments, today)
  if (!entry) return undefined
  const checked = yield* look('checked', { workerId, enrolmentId: entry.id })
  const question = nextQuestion(entry, checked.last, today)
  const right = question && rightAnswer(question, entry, today)
  if (!question || right === undefined) return undefined
  // Whom the city pays for on one list may pay on another: that one is not understood by the same answer.
  const same = enrolments.filter((other) => other !== entry && rightAnswer(question, other, today) === right)
  const enrolmentIds = [entry, ...same].map(({ id }) => id)
  return { asked: { question, right, workerId, enrolmentIds, agency: entry.agency, asOf: entry.asOf }, checked }
}

/** The one who is asked: whom the status has shown, or the only one that this chat is proven to be. */
export function* askedOne({ answers: { worker } }: CheckScene): Looking<Cover | undefined> {
  const covers = yield* look('proven', {})
  if (worker === undefined) return covers.length > 1 ? undefined : covers[0]
  return covers.find(({ workerId }) => workerId === worker)
}

export function* toAsk(scene: CheckScene): Looking<Asked> {
  const cover = yield* askedOne(scene)
  const check = cover && (yield* checkOf(cover, scene.today))
  if (!check) throw new Error('there was nothing to ask back')
  return check.asked
}

export function noteOf({ answers }: CheckScene): Effect {
  const { question, enrolmentIds } = askedIn(answers)
  return { do: 'noteCheck', enrolmentId: enrolmentIds[0]!, question }
}

export function understoodIn({ answers }: CheckScene): Effect {
  const { workerId, enrolmentIds } = askedIn(answers)
  return { do: 'understand', workerId, enrolmentIds }
}

/** The answers to pick from. */
export function choicesIn({ answers, facts }: CheckScene, time: 'first' | 'second'): Choice[] {
  const { question, right } = askedIn(answers)
  const callCentre = facts.name('channels.callCentre')
  return answersOffered(question, right, time).map((value) => ({
    value,
    label: [`teachBack.answer.${value}`, { callCentre }],
  }))
}

/** What the right answer is and what it means: after praise, or explained. */
export function meaningWords({ answers, facts }: CheckScene, how: 'praise' | 'explain' | 'explainAgain'): Text {
  const { question, right, agency, asOf } = askedIn(answers)
  const meaning: Text =
    question === 'payer'
      ? [`teachBack.meaning.${right}`, { agency, asOf: { day: asOf } }]
      : answer(facts, `teachBack.meaning.${question}`, ...RESTS_ON[question])
  return [`teachBack.${how}`, { meaning: { text: meaning } }]
}

const RESTS_ON: Record<
  Exclude<Question, 'payer'>,
  [shown: Record<string, FactId>, more: Values, citing: readonly FactId[]]
> = {
  family: [{}, {}, ['claim.isFree', 'claim.beware.brokers']],
  where: [{ callCentre: 'channels.callCentre' }, {}, []],
}

/** What was asked. Throws where nothing was: only a step behind the question may want it. */
export function askedIn({ asked }: Answers): Asked {
  if (!asked) throw new Error('an answer was to be judged before anything was asked')
  return asked
}
