import { look } from '../domain/look-ups.ts'
import { flow } from '../engine/flow.ts'
import { answers, STAGES, stageAfter, stageReached } from './jmo/stages.ts'
import { otherWaysWords, stageWords, troublesToPick, troubleWords, welcomeBackWords } from './jmo/words.ts'
import { from, onward } from './topics/scene.ts'

/** Accompanies somebody through JMO, stage by stage and over days: what the chat keeps is the stage, and nothing of the person. */
export const jmo = flow({
  id: 'jmoWalk',
  version: 1,
  goesOn: true,
  start: 'whether',
  answers,
  steps: {
    whether: {
      *decide() {
        return (yield* look('placeIn', { walk: 'jmo' })) === null ? 'offer' : 'back'
      },
    },
    offer: {
      menu: from('jmo.start', {}, ['channels.jmo.asks']),
      goto: {
        begin: 'promise',
        trouble: { flow: 'topics', with: () => ({ topic: 'jmoTrouble' }) },
        ways: 'ways',
        ...onward,
      },
    },
    back: {
      menu: welcomeBackWords,
      goto: { goOn: 'reached', anew: 'promise', ways: 'ways', human: onward.human, menu: onward.menu },
    },
    reached: { find: stageReached, save: 'stage', next: 'keep' },
    promise: { tell: 'jmoWalk.promise', next: 'first' },
    first: { find: () => STAGES[0], save: 'stage', next: 'keep' },

    // One stage after another; the place is kept before it is asked about.
    keep: {
      act: ({ answers }) => ({ do: 'keepPlace', walk: 'jmo', place: answers.stage ?? STAGES[0] }),
      next: 'stage',
    },
    stage: { choose: stageWords, save: 'said', options: ['done', 'notYet', 'later'], next: 'stageSaid' },
    stageSaid: {
      decide: ({ answers: { said } }) => (said === 'done' ? 'following' : said === 'later' ? 'later' : 'troubles'),
    },
    following: {
      find: ({ answers: { stage } }) => (stage === undefined || stage === 'end' ? 'end' : stageAfter(stage)),
      save: 'stage',
      next: 'whetherEnd',
    },
    whetherEnd: { decide: ({ answers }) => (answers.stage === 'end' ? 'forget' : 'keep') },
    forget: { act: () => ({ do: 'forgetPlace', walk: 'jmo' }), next: 'finished', noWayBack: true },
    finished: { menu: 'jmoWalk.finished', goto: onward },

    troubles: { pick: 'jmoWalk.troubles', save: 'trouble', from: troublesToPick, next: 'troubleSaid' },
    troubleSaid: {
      decide: ({ answers: { trouble } }) =>
        trouble === 'again' ? 'stage' : trouble === 'other' ? 'notAlone' : 'trouble',
    },
    trouble: { choose: troubleWords, save: 'helped', options: ['again', 'stillNot', 'later'], next: 'helpedSaid' },
    helpedSaid: {
      decide: ({ answers: { helped } }) => (helped === 'again' ? 'stage' : helped === 'later' ? 'later' : 'notAlone'),
    },
    notAlone: {
      menu: 'jmoWalk.notAlone',
      goto: { human: onward.human, ways: 'ways', again: 'stage', later: 'later', menu: onward.menu },
    },
    later: { end: 'jmoWalk.later' },
    ways: { menu: otherWaysWords, goto: { goOn: 'reached', ...onward } },
  },
})
