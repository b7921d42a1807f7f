import { z } from 'zod'
import { CORRECTION_FIELDS } from '../domain/correction.ts'
import type { Cover } from '../domain/cover.ts'
import { type Looking, look } from '../domain/look-ups.ts'
import type { Choice } from '../domain/message.ts'
import type { Offer, Verdict } from '../domain/proof.ts'
import type { Checked } from '../domain/teach-back.ts'
import { flow, type Leave, type Scene, type Words } from '../engine/flow.ts'
import { askedLines } from './correction/words.ts'
import { birthDate, personalCode } from './readers.ts'
import { notFoundWords, statusWords } from './status-words.ts'
import { checkOf } from './teach-back/check.ts'

const answers = z.object({
  /** `phone`: it has just been shared; `another`: somebody else is asked for than whoever this chat was proven to be. */
  by: z.enum(['phone', 'another']).optional(),
  code: z.string().optional(),
  bornOn: z.string().optional(),
  worker: z.string().optional(),
  verdict: z.custom<Verdict>().optional(),
  link: z.custom<{ url: string; tokenHash: string } | 'off'>().optional(),
  /** What the person came for, where that is not the status, and the field that is wrong where it was said. */
  wants: z.enum(['correction']).optional(),
  field: z.enum(CORRECTION_FIELDS).optional(),
})
type Answers = z.infer<typeof answers>

const OTHER = 'another'
const ANOTHER: Leave = { flow: 'status', with: () => ({ by: 'another' }) }
const AFTER = {
  understood: 'confirm',
  benefits: { flow: 'benefits' },
  wrong: { flow: 'correction', with: (answers: Answers) => ({ worker: shownIn(answers), verdict: answers.verdict }) },
  another: ANOTHER,
} as const
const CHECK: Leave = { flow: 'teachBack', with: (answers: Answers) => ({ worker: shownIn(answers) }) }
// Anew, so that a code that was typed before does not stand in the way of the phone.
const BY_PHONE: Leave = { flow: 'status', with: ({ wants, field }: Answers) => ({ by: 'phone', wants, field }) }

/** "Am I covered?": proves who asks, in one of several ways, and tells what the lists say. */
export const status = flow({
  id: 'status',
  version: 1,
  start: 'known',
  answers,
  steps: {
    known: {
      *decide({ answers }) {
        if (answers.by === 'phone') return 'bornOn'
        if (answers.by === 'another') return 'anotherWay'
        // Whoever holds a slip's code may be proven already, and speak for somebody else today.
        if (answers.code !== undefined) return 'bornOn'
        return (yield* look('proven', {})).length > 0 ? 'whom' : 'way'
      },
    },
    way: {
      decide: ({ person }) => (person.hasPhone ? 'bornOn' : 'ways'),
    },
    anotherWay: { decide: ({ person }) => (person.hasPhone ? 'anotherWays' : 'ways') },
    anotherWays: {
      menu: 'status.anotherWays',
      goto: { number: 'bornOn', code: 'code', card: 'card', office: 'office', menu: { flow: 'mainMenu' } },
    },
    ways: {
      menu: ({ settings, person }) => {
        if (person.sharesPhone && !person.hasPhone) return 'status.waysShare'
        return settings.cardCheck === 'on' ? 'status.ways' : 'status.waysNoCard'
      },
      goto: { code: 'code', card: 'card', office: 'office', menu: { flow: 'mainMenu' } },
      phone: 'sharedPhone',
    },
    sharedPhone: { tell: 'status.sharedPhone', next: BY_PHONE },
    code: {
      ask: 'status.code',
      save: 'code',
      read: personalCode,
      again: 'status.codeAgain',
      simpler: 'status.codeSimpler',
      next: 'bornOn',
    },
    bornOn: {
      ask: ({ answers }) => (answers.by === 'another' ? 'status.bornOnAnother' : 'status.bornOn'),
      save: 'bornOn',
      read: birthDate,
      again: 'status.bornOnAgain',
      simpler: 'status.bornOnSimpler',
      readsNumber: true,
      next: 'prove',
    },
    prove: { find: verdictOn, save: 'verdict', next: 'proven' },
    proven: { decide: ({ answers }) => (answers.verdict?.proven ? 'link' : 'count') },
    link: {
      act: ({ answers: { verdict } }) => {
        if (!verdict?.proven) throw new Error('linked without a proof')
        return { do: 'link', verdict }
      },
      next: 'linked',
      noWayBack: true,
    },
    linked: { decide: ({ answers }) => (answers.wants === 'correction' ? 'correction' : 'whom') },
    correction: { leave: { flow: 'correction', with: ({ verdict, field }: Answers) => ({ verdict, field }) } },
    count: {
      act: ({ answers: { verdict } }) => ({
        do: 'countFailure',
        subjects: verdict?.proven === false ? verdict.subjects : [],
      }),
      next: 'refused',
    },
    refused: {
      menu: notFoundWords,
      goto: { code: 'code', card: 'card', office: 'office', human: { flow: 'human' }, menu: { flow: 'mainMenu' } },
    },
    card: {
      *find() {
        return (yield* look('statusLink', {})) ?? 'off'
      },
      save: 'link',
      next: 'cardOpen',
    },
    cardOpen: { decide: ({ answers }) => (answers.link === 'off' ? 'cardOff' : 'keepLink') },
    cardOff: { tell: 'status.cardOff', next: 'ways' },
    keepLink: {
      act: ({ answers }) => ({ do: 'keepStatusLink', tokenHash: linkIn(answers).tokenHash }),
      next: 'cardGiven',
    },
    cardGiven: { end: ({ answers }) => ['status.cardGiven', { url: linkIn(answers).url }] },
    office: {
      *tell() {
        return ['status.office', { code: yield* look('chatCode', {}) }]
      },
      next: { flow: 'mainMenu' },
    },
    whom: {
      *decide({ answers }) {
        if (justProven(answers) !== undefined) return 'toShow'
        return (yield* look('proven', { just: answers.verdict })).length > 1 ? 'several' : 'toShow'
      },
    },
    several: { pick: 'status.several', save: 'worker', from: workersToPick, next: 'picked' },
    picked: { decide: ({ answers }) => (answers.worker === OTHER ? 'another' : 'toShow') },
    another: { leave: ANOTHER },
    toShow: {
      *decide(scene) {
        return (yield* checkedAbout(scene))?.isOffered ? 'show' : 'showOnly'
      },
    },
    show: { menu: shownWords, goto: { ...AFTER, check: CHECK, menu: { flow: 'mainMenu' } } },
    showOnly: { menu: shownWords, goto: { ...AFTER, menu: { flow: 'mainMenu' } } },
    confirm: {
      *act(scene) {
        return { do: 'confirm', workerIds: [(yield* coverShown(scene)).workerId] }
      },
      next: 'toThank',
    },
    toThank: {
      *decide(scene) {
        return (yield* checkedAbout(scene))?.isAsked ? 'thankedFirst' : 'thanked'
      },
    },
    thankedFirst: { tell: 'status.thankedFirst', next: CHECK },
    thanked: { end: 'status.thanked' },
  },
})

function linkIn({ link }: Answers): { url: string; tokenHash: string } {
  if (link === undefined || link === 'off') throw new Error('a link was to be told where there is none')
  return link
}

function* verdictOn({ answers }: Scene<Answers>): Looking<Verdict> {
  const { bornOn, code } = answers
  if (bornOn === undefined) return { proven: false, subjects: [] }
  const offer: Offer = code === undefined ? { by: 'phone', bornOn } : { by: 'code', code, bornOn }
  return yield* look('proof', offer)
}

function* workersToPick({ answers }: Scene<Answers>): Looking<Choice[]> {
  const covers = yield* look('proven', { just: answers.verdict })
  const workers: Choice[] = covers.map(({ workerId, maskedName }) => ({
    value: workerId,
    label: ['status.worker', { name: maskedName }],
  }))
  return [...workers, { value: OTHER, label: 'status.option.another' }]
}

/** The one whom this very conversation has proven; undefined where nobody or several were. */
function justProven({ verdict }: Answers): string | undefined {
  return verdict?.proven && verdict.workerIds.length === 1 ? verdict.workerIds[0] : undefined
}

function shownIn(answers: Answers): string | undefined {
  return answers.worker ?? justProven(answers)
}

/** What the lists say, and before what comes next what was asked to be mended and has no answer yet. */
function* shownWords(scene: Scene<Answers>): Looking<Words> {
  const cover = yield* coverShown(scene)
  const words = statusWords(cover, scene)
  const asked = yield* look('corrections', { just: scene.answers.verdict })
  const open = asked.filter(({ workerId, closed }) => workerId === cover.workerId && !closed)
  if (open.length === 0) return words
  return words.toSpliced(-1, 0, { say: ['correction.inStatus', { asked: askedLines(open) }] })
}

/** Whether the one shown may be asked back about the main entry; nothing where there is no question about it. */
function* checkedAbout(scene: Scene<Answers>): Looking<Checked | undefined> {
  return (yield* checkOf(yield* coverShown(scene), scene.today))?.checked
}

function* coverShown({ answers }: Scene<Answers>): Looking<Cover> {
  const covers = yield* look('proven', { just: answers.verdict })
  const wanted = shownIn(answers)
  const shown = covers.find(({ workerId }) => workerId === wanted) ?? covers[0]
  if (!shown) throw new Error('a status was to be shown without a proven worker')
  return shown
}
