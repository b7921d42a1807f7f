import { fillText, isPersonal, languageOf, type Variable } from '../../domain/campaign-text.ts'
import { type Day, dayOf } from '../../domain/clock.ts'
import { type Enrolment, stateOn } from '../../domain/cover.ts'
import { maskName } from '../../domain/masking.ts'
import type { Locale, Text } from '../../domain/message.ts'
import { firstWords } from '../first-words.ts'
import type { ToMessage } from '../routes.ts'
import type { Opening } from '../unasked.ts'
import type { World } from '../world.ts'
import type { Person, Planning } from './plan.ts'

type Message = ToMessage<Person>

/** What a message of a campaign says: its own words, or where they are personal and nobody is proven those of a first notice. */
export function campaignWords(
  world: World,
  { agency, texts, file }: Planning,
  { persons, contact, isProven }: Message,
  now: Date,
): Opening {
  const language = languageOf(texts, contact?.locale ?? 'id')
  const text = texts[language]!
  if (isPersonal(text) && !isProven)
    return firstWords(
      agency.name,
      persons.map(({ worker }) => worker),
    )
  const values = valuesOf(world, language, agency.name, persons, dayOf(now))
  return { flow: 'campaignNews', answers: { text: fillText(text, values) }, ...(file && { file }) }
}

function valuesOf(
  world: World,
  language: Locale,
  agency: string,
  persons: readonly Person[],
  today: Day,
): Record<Variable, string> {
  const say = (text: Text) => world.words.say(language, text)
  const { worker, entry } = persons[0]!
  const name = maskName(worker.name)
  const others = persons.length - 1
  return {
    nama: others > 0 ? say(['campaignNews.names', { name, others }]) : name,
    instansi: agency,
    segmen: say(entry.segment === null ? 'campaignNews.worker' : `roster.segment.${entry.segment}`),
    masa: say(periodOf(entry)),
    status: say(`status.state.${stateOn(today, entry)}`),
  }
}

function periodOf({ startsOn, endsOn }: Enrolment): Text {
  const from = { day: startsOn }
  return endsOn ? ['status.period.closed', { from, to: { day: endsOn } }] : ['status.period.open', { from }]
}
