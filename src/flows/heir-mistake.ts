import { z } from 'zod'
import type { Day } from '../domain/clock.ts'
import { type Looking, look } from '../domain/look-ups.ts'
import type { Choice } from '../domain/message.ts'
import type { Words } from '../engine/flow.ts'
import { flow } from '../engine/flow.ts'

/** Nobody has died: what was told is taken back, with the case that was opened, and the chat is written to again. */
export const heirMistake = flow({
  id: 'heirMistake',
  version: 1,
  start: 'begin',
  answers: z.object({ which: z.string().optional() }),
  steps: {
    begin: {
      *decide() {
        const held = yield* look('heldClaims', {})
        if (held.some(({ isOwn }) => isOwn)) return 'which'
        return held.length > 0 ? 'elsewhere' : 'undo'
      },
    },
    undo: { act: () => ({ do: 'stopMourning' }), next: 'relieved' },
    which: { pick: whichWords, save: 'which', from: claimsToPick, next: 'chosen' },
    chosen: { decide: ({ answers }) => (answers.which === 'none' ? 'kept' : 'close') },
    close: {
      act: ({ answers }) => ({ do: 'closeClaim', claimId: answers.which ?? '', as: 'mistaken' }),
      next: 'relieved',
    },
    relieved: { end: 'heirClaim.relieved' },
    kept: { end: 'heirMistake.kept' },
    // Taken up here with code and birth date; each time that wants both again.
    elsewhere: { end: 'heirMistake.elsewhere' },
  },
})

function* ownClaims(): Looking<{ id: string; openedOn: Day }[]> {
  return (yield* look('heldClaims', {})).filter(({ isOwn }) => isOwn)
}

function* whichWords(): Looking<Words> {
  const [first, ...others] = yield* ownClaims()
  return others.length > 0 ? 'heirMistake.which' : ['heirMistake.sure', { day: { day: first!.openedOn } }]
}

/** One case is a yes or a no; of several the day is told, and never the code, which opens a case. */
function* claimsToPick(): Looking<Choice[]> {
  const held = yield* ownClaims()
  const claims = held.map(({ id, openedOn }, at): Choice => {
    const label = ['heirMistake.claim', { n: at + 1, day: { day: openedOn } }] as const
    return { value: id, label: held.length > 1 ? label : 'heirMistake.yes' }
  })
  return [...claims, { value: 'none', label: 'heirMistake.no' }]
}
