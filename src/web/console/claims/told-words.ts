import type { Told } from '../../../domain/claims/told.ts'
import { dayOf } from '../../../domain/clock.ts'
import { factsOn } from '../../../domain/facts/facts.ts'
import type { Text } from '../../../domain/message.ts'

/** What a family has told of a death, question by question in the order of the conversation. */
export function toldWords(told: Told, now: Date): { question: string; answer: Text }[] {
  const { cause, membership, scholars, relation, closer, several, difficulty } = told
  const option = (value: string | undefined) => value && `heirClaim.option.${value}`
  const maybe = (value: string | undefined) => value && `console.claims.maybe.${value}`
  const answers: [string, Text | undefined][] = [
    ['cause', option(cause)],
    ['membership', membership && [`heirClaim.membership.${membership}`, spans(now)]],
    ['scholars', maybe(scholars)],
    ['relation', option(relation)],
    ['closer', maybe(closer)],
    ['several', maybe(several)],
    ['difficulty', option(difficulty)],
  ]
  return answers.flatMap(([question, answer]) =>
    answer === undefined ? [] : [{ question: `console.claims.told.${question}`, answer }],
  )
}

function spans(now: Date) {
  const facts = factsOn(dayOf(now))
  return { months: facts.count('jkm.waiting'), years: facts.count('scholarship.jkm.contributed') }
}
