import { z } from 'zod'
import { look } from '../domain/look-ups.ts'
import { flow, type Scene } from '../engine/flow.ts'
import { heads } from './holding/readers.ts'

const answers = z.object({
  code: z.string(),
  /** Figures, or a dash where nobody has counted. */
  heads: z.string().optional(),
  meetingId: z.string().optional(),
})
type ClosingScene = Scene<z.infer<typeof answers>>

/** Whoever opened a meeting in a chat closes it there and says how many came. */
export const closing = flow({
  id: 'closing',
  version: 1,
  start: 'look',
  goesOn: true,
  lastsDays: 1,
  answers,
  steps: {
    look: { find: own, save: 'meetingId', next: 'weigh' },
    weigh: {
      decide: ({ answers: { meetingId, heads } }) => {
        if (!meetingId) return 'notOwn'
        return heads === undefined ? 'heads' : 'file'
      },
    },
    heads: {
      ...{ ask: 'closing.heads', save: 'heads', read: heads, readsNumber: true },
      ...{ again: 'closing.headsAgain', simpler: 'closing.headsAgain', next: 'look' },
    },
    file: {
      act: ({ answers: { meetingId, heads } }) => {
        const counted = heads === undefined || heads === '-' ? undefined : Number(heads)
        return { do: 'closeMeeting', meetingId: meetingId!, ...(counted !== undefined && { headcount: counted }) }
      },
      next: 'closed',
      noWayBack: true,
    },
    closed: { end: ({ answers: { code } }) => ['closing.closed', { code }] },
    notOwn: { end: 'closing.notOwn' },
  },
})

function* own({ answers: { code } }: ClosingScene) {
  return (yield* look('ownMeeting', { code })) ?? ''
}
