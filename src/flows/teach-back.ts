import { look } from '../domain/look-ups.ts'
import { flow } from '../engine/flow.ts'
import {
  answers,
  askedIn,
  askedOne,
  checkOf,
  choicesIn,
  meaningWords,
  noteOf,
  toAsk,
  understoodIn,
} from './teach-back/check.ts'

const STATUS = { flow: 'status' } as const
const MENU = { flow: 'mainMenu' } as const
const HUMAN = { flow: 'human' } as const

/**
 * Asks one friendly question back. Understood is whoever, proven, answers it rightly at once or after it was explained once;
 * a second wrong answer records nothing, is explained, and leads to a person.
 */
export const teachBack = flow({
  id: 'teachBack',
  version: 1,
  start: 'whom',
  lastsDays: 7,
  cancelled: 'teachBack.cancelled',
  answers,
  steps: {
    whom: {
      *decide(scene) {
        const cover = yield* askedOne(scene)
        if (!cover) return (yield* look('proven', {})).length > 0 ? 'which' : 'proofFirst'
        return (yield* checkOf(cover, scene.today)) ? 'question' : 'nothing'
      },
    },
    proofFirst: { tell: 'teachBack.proofFirst', next: STATUS },
    which: { leave: STATUS },
    nothing: { menu: 'teachBack.nothing', goto: { status: STATUS, human: HUMAN, menu: MENU } },

    question: { find: toAsk, save: 'asked', next: 'note' },
    note: { act: noteOf, next: 'ask', noWayBack: true },
    ask: {
      pick: ({ answers }) => `teachBack.ask.${askedIn(answers).question}`,
      save: 'said',
      from: (scene) => choicesIn(scene, 'first'),
      next: 'judged',
    },
    askAgain: {
      pick: ({ answers }) => `teachBack.askAgain.${askedIn(answers).question}`,
      save: 'said',
      from: (scene) => choicesIn(scene, 'second'),
      next: 'judged',
    },
    // "Kembali" leads to the question again; what was answered wrongly stays counted.
    judged: {
      decide({ answers }) {
        if (answers.said !== askedIn(answers).right) return 'count'
        return (answers.wrong ?? 0) < 2 ? 'understood' : 'praise'
      },
    },
    count: { find: ({ answers }) => (answers.wrong ?? 0) + 1, save: 'wrong', next: 'counted' },
    counted: { decide: ({ answers }) => (answers.wrong === 1 ? 'explain' : 'explainAgain') },
    explain: { tell: (scene) => meaningWords(scene, 'explain'), next: 'askAgain' },
    explainAgain: {
      menu: (scene) => meaningWords(scene, 'explainAgain'),
      goto: { human: HUMAN, status: STATUS, menu: MENU },
    },
    understood: { act: understoodIn, next: 'praise', noWayBack: true },
    praise: { end: (scene) => meaningWords(scene, 'praise') },
  },
})
