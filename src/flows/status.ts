import { z } from 'zod'
import type { Cover } from '../domain/cover.ts'
import { type Looking, look } from '../domain/look-ups.ts'
import type { Choice } from '../domain/message.ts'
import type { Offer, Verdict } from '../domain/proof.ts'
import { flow, type Scene } from '../engine/flow.ts'
import { birthDate, personalCode } from './readers.ts'
import { notFoundWords, statusWords } from './status-words.ts'

const answers = z.object({
  code: z.string().optional(),
  bornOn: z.string().optional(),
  worker: z.string().optional(),
  verdict: z.custom<Verdict>().optional(),
  link: z.custom<{ url: string; tokenHash: string } | 'off'>().optional(),
})
type Answers = z.infer<typeof answers>

/** "Am I covered?": proves who asks, in one of several ways, and tells what the lists say. */
export const status = flow({
  id: 'status',
  version: 1,
  start: 'known',
  answers,
  steps: {
    known: {
      *decide({ answers }) {
        // Whoever holds a slip's code may be proven already, and speak for somebody else today.
        if (answers.code !== undefined) return 'bornOn'
        return (yield* look('proven', {})).length > 0 ? 'whom' : 'way'
      },
    },
    way: {
      decide: ({ person }) => (person.hasPhone ? 'bornOn' : 'ways'),
    },
    ways: {
      menu: ({ settings, person }) => {
        if (person.sharesPhone && !person.hasPhone) return 'status.waysShare'
        return settings.cardCheck === 'on' ? 'status.ways' : 'status.waysNoCard'
      },
      goto: { code: 'code', card: 'card', office: 'office', menu: { flow: 'mainMenu' } },
      phone: 'sharedPhone',
    },
    sharedPhone: { tell: 'status.sharedPhone', next: 'bornOn' },
    code: {
      ask: 'status.code',
      save: 'code',
      read: personalCode,
      again: 'status.codeAgain',
      simpler: 'status.codeSimpler',
      next: 'bornOn',
    },
    bornOn: {
      ask: 'status.bornOn',
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
      next: 'whom',
    },
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
        return (yield* look('proven', { just: answers.verdict })).length > 1 ? 'several' : 'show'
      },
    },
    several: { pick: 'status.several', save: 'worker', from: workersToPick, next: 'show' },
    show: {
      *menu(scene) {
        return statusWords(yield* coverShown(scene), scene)
      },
      goto: {
        understood: 'confirm',
        benefits: { flow: 'benefits' },
        wrong: { flow: 'human' },
        menu: { flow: 'mainMenu' },
      },
    },
    confirm: {
      *act(scene) {
        return { do: 'confirm', workerIds: [(yield* coverShown(scene)).workerId] }
      },
      next: 'thanked',
    },
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
  return covers.map(({ workerId, maskedName }) => ({ value: workerId, label: ['status.worker', { name: maskedName }] }))
}

function* coverShown({ answers }: Scene<Answers>): Looking<Cover> {
  const covers = yield* look('proven', { just: answers.verdict })
  const shown = covers.find(({ workerId }) => workerId === answers.worker) ?? covers[0]
  if (!shown) throw new Error('a status was to be shown without a proven worker')
  return shown
}
