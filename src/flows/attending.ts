import { z } from 'zod'
import type { Effect } from '../domain/effects.ts'
import { type LookUps, look } from '../domain/look-ups.ts'
import type { OpenMeeting } from '../domain/meeting.ts'
import type { Text } from '../domain/message.ts'
import { flow, type Scene } from '../engine/flow.ts'

const answers = z.object({
  code: z.string(),
  found: z.custom<LookUps['meeting']['answer']>().optional(),
  person: z.string().optional(),
})
type AttendingScene = Scene<z.infer<typeof answers>>

/** Whoever is at a meeting checks in by its code. It counts for the person once the chat is proven, and until then as somebody. */
export const attending = flow({
  id: 'attending',
  version: 1,
  start: 'look',
  answers,
  steps: {
    look: { find: meeting, save: 'found', next: 'weigh' },
    weigh: {
      decide: ({ answers: { found, person } }) => {
        if (!found?.open) return 'miss'
        return found.open.persons.length > 1 && person === undefined ? 'who' : 'file'
      },
    },
    who: {
      pick: (scene) => ['attending.who', { topic: openIn(scene).topic }],
      save: 'person',
      from: (scene) =>
        openIn(scene).persons.map(({ workerId, maskedName }) => ({
          value: workerId,
          label: ['attending.person', { name: maskedName }],
        })),
      next: 'look',
    },
    file: { act: attend, next: 'here', noWayBack: true },
    here: {
      menu: hereWords,
      goto: { status: { flow: 'status' }, benefits: { flow: 'benefits' }, menu: { flow: 'mainMenu' } },
    },
    miss: {
      act: ({ answers: { found } }) => ({ do: 'countFailure', subjects: found?.subjects ?? [] }),
      next: 'unknown',
      noWayBack: true,
    },
    unknown: { menu: 'attending.unknown', goto: { menu: { flow: 'mainMenu' }, human: { flow: 'human' } } },
  },
})

function* meeting({ answers: { code } }: AttendingScene) {
  return yield* look('meeting', { code })
}

function openIn({ answers: { found } }: AttendingScene): OpenMeeting {
  if (!found?.open) throw new Error('a check-in without a meeting')
  return found.open
}

/** The person who was picked, or the only one; undefined for a chat that is not proven. */
function personIn(scene: AttendingScene) {
  const { persons } = openIn(scene)
  return (
    persons.find(({ workerId }) => workerId === scene.answers.person) ?? (persons.length === 1 ? persons[0] : undefined)
  )
}

function attend(scene: AttendingScene): Effect {
  const workerId = personIn(scene)?.workerId
  return { do: 'attend', meetingId: openIn(scene).id, ...(workerId !== undefined && { workerId }) }
}

function hereWords(scene: AttendingScene): { say: Text }[] {
  const { topic, place } = openIn(scene)
  const person = personIn(scene)
  return [
    { say: ['attending.here', { topic, place }] },
    { say: person ? ['attending.asPerson', { name: person.maskedName }] : 'attending.asSomebody' },
  ]
}
