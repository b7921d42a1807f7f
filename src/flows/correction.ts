import { CORRECTION_FIELDS, LONGEST_WISH } from '../domain/correction.ts'
import { look } from '../domain/look-ups.ts'
import type { Text } from '../domain/message.ts'
import { flow } from '../engine/flow.ts'
import {
  type Answers,
  agenciesToPick,
  answers,
  askedIn,
  entriesIn,
  entryIn,
  fieldIn,
  openIn,
  personsToPick,
} from './correction/entry.ts'
import { fieldNamed, ownWords, ownWordsWithoutNumber } from './correction/readers.ts'
import {
  agenciesWords,
  alreadyWords,
  confirmWords,
  fieldWords,
  filedWords,
  goOnWords,
  standingWords,
  wishWords,
} from './correction/words.ts'

const AGAIN: Text = ['correction.wishAgain', { most: LONGEST_WISH }]
const onward = { human: { flow: 'human' }, menu: { flow: 'mainMenu' } } as const

/** "My name is wrong": a proven person says what is wrong on which list, and it goes to the agency whose list it is. */
export const correction = flow({
  id: 'correction',
  version: 1,
  start: 'begin',
  goesOn: true,
  asides: { wrong_data: goOnWords },
  answers,
  steps: {
    begin: {
      *decide(scene) {
        const { verdict, worker } = scene.answers
        if ((yield* look('proven', { just: verdict })).length === 0) return 'unproven'
        const entries = yield* look('entries', { just: verdict })
        // Whoever comes from their status has said already whose entry is wrong.
        if (worker !== undefined) return entries.some(({ workerId }) => workerId === worker) ? 'lists' : 'nowhere'
        if (entries.length === 0) return 'nowhere'
        return (yield* askedIn(scene)).length > 0 ? 'standing' : 'persons'
      },
    },
    unproven: { tell: 'correction.unproven', next: { flow: 'status', with: provingFor } },
    nowhere: { menu: 'correction.nowhere', goto: onward },
    standing: { menu: standingWords, goto: { more: 'persons', ...onward } },

    // Whose entry, on which list.
    persons: {
      *decide(scene) {
        return (yield* personsToPick(scene)).length > 1 ? 'person' : 'lists'
      },
    },
    person: { pick: 'correction.persons', save: 'worker', from: personsToPick, next: 'lists' },
    lists: {
      *decide(scene) {
        return (yield* entriesIn(scene)).length > 1 ? 'agency' : 'toField'
      },
    },
    agency: { pick: agenciesWords, save: 'agency', from: agenciesToPick, next: 'toField' },

    // What is wrong.
    toField: { decide: ({ answers }) => (answers.field ? 'fieldSaid' : 'field') },
    field: { choose: fieldWords, save: 'field', options: CORRECTION_FIELDS, names: fieldNamed, next: 'fieldSaid' },
    fieldSaid: {
      *decide(scene) {
        const open = yield* openIn(scene)
        if (!open) return 'toWish'
        return open.canAdd ? 'already' : 'full'
      },
    },
    already: { menu: alreadyWords, goto: { add: 'toWish', otherField: 'field', ...onward } },
    full: { menu: alreadyWords, goto: { otherField: 'field', ...onward } },
    toWish: { decide: (scene) => (fieldIn(scene) === 'nik' ? 'wishOfNik' : 'wish') },
    wish: {
      ask: wishWords,
      save: 'wish',
      read: ownWords,
      again: AGAIN,
      simpler: 'correction.wishSimpler',
      next: 'confirm',
    },
    wishOfNik: {
      ask: wishWords,
      save: 'wish',
      read: ownWordsWithoutNumber,
      again: AGAIN,
      simpler: 'correction.wishSimpler',
      next: 'confirm',
    },

    confirm: { menu: confirmWords, goto: { yes: 'file', no: 'toWish', drop: 'dropped' } },
    file: {
      *act(scene) {
        const { workerId, agencyId } = yield* entryIn(scene)
        const wish = scene.answers.wish ?? ''
        return { do: 'askCorrection', correction: { workerId, agencyId, field: fieldIn(scene), wish } }
      },
      next: 'filed',
      noWayBack: true,
    },
    filed: { end: filedWords },
    dropped: { end: 'correction.dropped' },
  },
})

/** What is known already is not asked again once the person is proven. */
function provingFor({ field }: Answers) {
  return { wants: 'correction', ...(field && { field }) }
}
