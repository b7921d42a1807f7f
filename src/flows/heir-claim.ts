import { classesBefore, DIFFICULTIES, RELATIONS } from '../domain/claims/heirs.ts'
import { PAPER_STATES } from '../domain/claims/papers.ts'
import { CAUSES, MAYBE } from '../domain/claims/told.ts'
import { look } from '../domain/look-ups.ts'
import { flow } from '../engine/flow.ts'
import { amountWords, scholarshipWords } from './heir-claim/amount.ts'
import { asides } from './heir-claim/asides.ts'
import { answers, caseOf, causeWay, claimIn, filedIn, nextQuestion, toldIn, wantsPerson } from './heir-claim/case.ts'
import { missingWords, nextPaper, paperBefore, paperQuestion, papersToPick, paperWhere } from './heir-claim/papers.ts'
import { claimsToPick, countIn, newClaimIn, provenIn, takenIn } from './heir-claim/taking-up.ts'
import {
  closerWords,
  deskWords,
  findOutWords,
  hardWords,
  heirsWords,
  membershipsToPick,
  openedWords,
  personWords,
  reportWords,
  standingWords,
  welcomeBackWords,
  whereWords,
  whoToPick,
} from './heir-claim/words.ts'
import { birthDate, claimCode, nameOrSkip } from './readers.ts'

const CAUSES_EXPLAINED = CAUSES.filter((cause) => cause !== 'hard')

/** Walks a family after a death towards a claim: condolence, cause, amount, heirs, papers; again weeks later, once proven. */
export const heirClaim = flow({
  id: 'heirClaim',
  version: 1,
  start: 'mourn',
  lastsDays: 1,
  cancelled: 'heirClaim.cancelled',
  undivided: true,
  goesOn: true,
  asides,
  answers,
  steps: {
    mourn: { act: () => ({ do: 'mourn' }), next: 'condole' },
    condole: {
      menu: () => [{ say: 'heirClaim.condole' }, { say: 'heirClaim.guide' }],
      goto: {
        begin: 'whom',
        resume: 'resumeBorn',
        mistake: { flow: 'heirMistake' },
        human: { flow: 'human' },
        menu: { flow: 'mainMenu' },
      },
    },

    // Who has died, and of what.
    whom: {
      *decide() {
        return (yield* look('proven', {})).length > 0 ? 'who' : 'name'
      },
    },
    who: { pick: 'heirClaim.who', save: 'worker', from: whoToPick, next: 'known' },
    known: { decide: ({ answers }) => (answers.worker === 'other' ? 'name' : 'cause') },
    name: {
      ask: 'heirClaim.name',
      save: 'deceased',
      read: nameOrSkip,
      again: 'heirClaim.nameAgain',
      simpler: 'heirClaim.nameSimpler',
      next: 'cause',
    },
    cause: { choose: 'heirClaim.cause', save: 'cause', options: CAUSES, next: 'causeSaid' },
    causeSaid: {
      decide: ({ answers }) => (answers.cause === 'unsure' ? 'causeExplained' : causeWay(answers)),
    },
    causeExplained: {
      choose: 'heirClaim.causeExplained',
      save: 'cause',
      options: CAUSES_EXPLAINED,
      next: 'causeSettled',
    },
    causeSettled: { decide: ({ answers }) => (answers.cause === 'unsure' ? 'wishUnsure' : causeWay(answers)) },
    wishUnsure: { act: () => ({ do: 'wishForPerson' }), next: 'report' },
    report: { tell: reportWords, next: 'toOpen' },
    hard: { tell: hardWords, next: 'toOpen' },

    // The case is written down before anything else is asked, so that nothing told is lost.
    toOpen: { decide: ({ answers }) => (answers.claim ? 'open' : 'bornOn') },
    bornOn: {
      ask: 'heirClaim.bornOn',
      save: 'bornOn',
      read: birthDate,
      again: 'heirClaim.bornOnAgain',
      simpler: 'heirClaim.bornOnSimpler',
      readsNumber: true,
      next: 'toCode',
    },
    toCode: { decide: ({ answers }) => (answers.claim ? 'open' : 'code') },
    code: { find: () => look('newClaim', {}), save: 'claim', next: 'open' },
    open: { act: ({ answers }) => ({ do: 'openClaim', claim: newClaimIn(answers) }), next: 'opened' },
    opened: { tell: openedWords, next: 'toAmount' },
    toAmount: {
      *decide(scene) {
        const { kind, told } = yield* caseOf(scene)
        return kind === 'jkk' || told.membership ? 'amount' : 'membership'
      },
    },

    // What is due, and to whom.
    membership: { pick: 'heirClaim.howLong', save: 'membership', from: membershipsToPick, next: 'membershipSaid' },
    membershipSaid: { decide: ({ answers }) => (answers.membership === 'unknown' ? 'findOut' : 'amount') },
    findOut: { tell: findOutWords, next: 'amount' },
    amount: { tell: amountWords, next: 'keep' },
    scholars: {
      *choose(scene) {
        return [...(yield* scholarshipWords(scene)), { say: 'heirClaim.scholars' }]
      },
      save: 'scholars',
      options: MAYBE,
      next: 'keep',
    },
    relation: { choose: 'heirClaim.relation', save: 'relation', options: RELATIONS, next: 'relationSaid' },
    relationSaid: {
      decide: ({ answers }) => (classesBefore(answers.relation ?? 'other').length > 0 ? 'closer' : 'standing'),
    },
    closer: { choose: closerWords, save: 'closer', options: MAYBE, next: 'standing' },
    standing: {
      *tell(scene) {
        return [yield* standingWords(scene)]
      },
      next: 'keep',
    },
    several: { choose: 'heirClaim.several', save: 'several', options: MAYBE, next: 'keep' },
    difficulty: { choose: 'heirClaim.difficulty', save: 'difficulty', options: DIFFICULTIES, next: 'whetherPerson' },
    whetherPerson: {
      *decide(scene) {
        return wantsPerson(yield* caseOf(scene)) ? 'wishHeirs' : 'keep'
      },
    },
    wishHeirs: { act: () => ({ do: 'wishForPerson' }), next: 'heirsNoted' },
    heirsNoted: { tell: 'heirClaim.heirsForPerson', next: 'keep' },
    keep: {
      act: ({ answers }) => ({ do: 'noteTold', claimId: claimIn(answers).id, told: toldIn(answers) }),
      next: 'onward',
    },
    onward: {
      *decide(scene) {
        return nextQuestion(yield* caseOf(scene)) ?? 'atDesk'
      },
    },

    // All of it at a glance, as often as the family wants.
    atDesk: {
      *decide(scene) {
        return (yield* caseOf(scene)).isOpen ? 'desk' : 'gone'
      },
    },
    gone: { end: 'heirClaim.gone' },
    desk: {
      menu: deskWords,
      goto: {
        missing: 'missing',
        papers: 'papers',
        amount: 'amountAgain',
        heirs: 'heirs',
        where: 'where',
        change: 'change',
        close: 'close',
        human: 'wish',
        menu: { flow: 'mainMenu' },
      },
    },
    missing: { tell: missingWords, next: 'atDesk' },
    amountAgain: { tell: amountWords, next: 'atDesk' },
    heirs: { tell: heirsWords, next: 'atDesk' },
    where: { tell: whereWords, next: 'atDesk' },
    wish: { act: () => ({ do: 'wishForPerson' }), next: 'wished' },
    wished: { tell: personWords, next: 'atDesk' },
    change: {
      menu: 'heirClaim.change',
      goto: {
        cause: 'cause',
        membership: 'membership',
        scholars: 'scholars',
        relation: 'relation',
        circumstances: 'difficulty',
        desk: 'atDesk',
      },
    },

    // The papers, one after another or from the list.
    papers: { choose: 'heirClaim.papers', save: 'way', options: ['oneByOne', 'list', 'desk'], next: 'papersWay' },
    papersWay: {
      decide: ({ answers }) =>
        answers.way === 'desk' ? 'atDesk' : answers.way === 'list' ? 'paperList' : 'paperFirst',
    },
    paperFirst: { find: (scene) => nextPaper(scene), save: 'paper', next: 'paperOrEnd' },
    paperList: { pick: 'heirClaim.paper.list', save: 'paper', from: papersToPick, next: 'paperOrEnd' },
    paperOrEnd: { decide: ({ answers }) => (answers.paper === 'none' ? 'atDesk' : 'paper') },
    paper: {
      choose: paperQuestion,
      save: 'paperState',
      options: [...PAPER_STATES, 'later'],
      next: 'paperSaid',
      back: 'paperBack',
    },
    paperSaid: { decide: ({ answers }) => (answers.paperState === 'later' ? 'atDesk' : 'paperFiled') },
    paperFiled: { find: ({ answers }) => filedIn(answers), save: 'filed', next: 'paperKept' },
    paperKept: {
      act: ({ answers }) => ({ do: 'notePaper', claimId: claimIn(answers).id, ...filedIn(answers) }),
      next: 'paperHad',
    },
    paperHad: { decide: ({ answers }) => (answers.paperState === 'have' ? 'paperAfter' : 'paperWhere') },
    paperWhere: { tell: paperWhere, next: 'paperAfter' },
    paperAfter: { decide: ({ answers }) => (answers.way === 'list' ? 'paperList' : 'paperNext') },
    paperNext: { find: (scene) => nextPaper(scene, scene.answers.paper), save: 'paper', next: 'paperOrEnd' },
    paperBack: { decide: ({ answers }) => (answers.way === 'list' ? 'paperList' : 'paperBefore') },
    paperBefore: { find: paperBefore, save: 'paper', next: 'paperOrStart' },
    paperOrStart: { decide: ({ answers }) => (answers.paper === 'none' ? 'papers' : 'paper') },

    // A case that was opened before, perhaps from another phone.
    resumeBorn: {
      ask: 'heirClaim.resumeBorn',
      save: 'bornOn',
      read: birthDate,
      again: 'heirClaim.bornOnAgain',
      simpler: 'heirClaim.bornOnSimpler',
      readsNumber: true,
      next: 'proveHere',
    },
    proveHere: {
      find: ({ answers }) => look('claimProof', { bornOn: answers.bornOn ?? '' }),
      save: 'verdict',
      next: 'provenHere',
    },
    provenHere: { decide: ({ answers }) => (answers.verdict?.proven ? 'found' : 'countHere') },
    countHere: { act: ({ answers }) => countIn(answers), next: 'resumeCode' },
    resumeCode: {
      ask: 'heirClaim.resumeCode',
      save: 'code',
      read: claimCode,
      again: 'heirClaim.resumeCodeAgain',
      simpler: 'heirClaim.resumeCodeSimpler',
      next: 'prove',
    },
    prove: {
      find: ({ answers }) => look('claimProof', { bornOn: answers.bornOn ?? '', code: answers.code }),
      save: 'verdict',
      next: 'proven',
    },
    proven: { decide: ({ answers }) => (answers.verdict?.proven ? 'found' : 'count') },
    count: { act: ({ answers }) => countIn(answers), next: 'refused' },
    refused: {
      menu: 'heirClaim.refused',
      goto: { again: 'resumeBorn', begin: 'whom', human: { flow: 'human' }, menu: { flow: 'mainMenu' } },
    },
    found: { decide: ({ answers }) => (provenIn(answers).claims.length > 1 ? 'which' : 'take') },
    which: { pick: 'heirClaim.which', save: 'which', from: claimsToPick, next: 'take' },
    take: { find: ({ answers }) => takenIn(answers), save: 'claim', next: 'resume' },
    resume: {
      act: ({ answers }) => ({
        do: 'resumeClaim',
        claimId: claimIn(answers).id,
        subjects: provenIn(answers).subjects,
      }),
      next: 'welcomeBack',
    },
    welcomeBack: { tell: welcomeBackWords, next: 'onward' },

    close: {
      menu: 'heirClaim.close',
      goto: { paid: 'paid', dropped: 'dropped', mistaken: 'mistaken', desk: 'atDesk' },
    },
    paid: {
      act: ({ answers }) => ({ do: 'closeClaim', claimId: claimIn(answers).id, as: 'paid' }),
      next: 'closedPaid',
    },
    closedPaid: { end: 'heirClaim.closed.paid' },
    dropped: {
      act: ({ answers }) => ({ do: 'closeClaim', claimId: claimIn(answers).id, as: 'dropped' }),
      next: 'closedDropped',
    },
    closedDropped: { end: 'heirClaim.closed.dropped' },
    mistaken: {
      act: ({ answers }) => ({ do: 'closeClaim', claimId: claimIn(answers).id, as: 'mistaken' }),
      next: 'relieved',
    },
    relieved: { end: 'heirClaim.relieved' },
  },
})
