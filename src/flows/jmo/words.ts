import { answer } from '../../domain/facts/answer.ts'
import type { FactId } from '../../domain/facts/catalogue.ts'
import type { Looking } from '../../domain/look-ups.ts'
import type { Choice, Text } from '../../domain/message.ts'
import type { Scene } from '../../engine/flow.ts'
import { officeWords } from '../offices.ts'
import type { Said } from '../topics/scene.ts'
import { type Answers, STAGES, type Stage, stageReached, TROUBLE_NAMES, TROUBLES } from './stages.ts'

type JmoScene = Scene<Answers>

// What JMO asks for is public; what its screens are called nobody here has confirmed.
const RESTS_ON: Record<Stage, readonly FactId[]> = {
  ready: ['channels.jmo.asks'],
  install: ['channels.jmo.asks'],
  account: ['channels.jmo.asks', 'channels.jmo.screens'],
  face: ['channels.jmo.asks', 'channels.jmo.screens'],
  add: ['channels.check', 'channels.jmo.screens'],
  read: ['channels.check', 'channels.jmo.screens'],
}

/** One stage of the way: what to do there, and which of how many it is. */
export function stageWords({ answers: { stage }, facts }: JmoScene): Text {
  const at = stage === 'end' || stage === undefined ? STAGES[0] : stage
  const count = { number: STAGES.indexOf(at) + 1, all: STAGES.length }
  return answer(facts, `jmoWalk.stage.${at}`, {}, count, RESTS_ON[at])
}

/** Where somebody who comes back had got to. */
export function* welcomeBackWords(): Looking<Text> {
  return ['jmoWalk.welcomeBack', { stage: { text: `jmoWalk.name.${yield* stageReached()}` } }]
}

export function troublesToPick({ answers: { stage } }: JmoScene): Choice[] {
  const known: readonly string[] = stage === undefined || stage === 'end' ? [] : TROUBLES[stage]
  return [...known, 'other', 'again'].map((value) => ({ value, label: `jmoWalk.option.${value}` }))
}

/** What to do about the trouble that was picked. */
export function troubleWords({ answers: { trouble }, facts }: JmoScene): Text {
  const known = TROUBLE_NAMES.find((name) => name === trouble)
  if (known === undefined) throw new Error(`no trouble '${trouble}'`)
  return answer(facts, `jmoWalk.trouble.${known}`, { callCentre: 'channels.callCentre' }, {}, ['channels.jmo.troubles'])
}

/** Other ways than JMO, with those that the installation has set. */
export function otherWaysWords({ facts, settings }: JmoScene): Said {
  const ways = { places: 'channels.check', callCentre: 'channels.callCentre' } as const
  return [...officeWords(settings), { say: answer(facts, 'topics.otherWays', ways) }]
}
