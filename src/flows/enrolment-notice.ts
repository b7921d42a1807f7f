import { z } from 'zod'
import { look } from '../domain/look-ups.ts'
import { flow } from '../engine/flow.ts'

/** The first word to somebody on a list: that there is news, from whom, and how to check that it is genuine. Nothing more. */
export const enrolmentNotice = flow({
  id: 'enrolmentNotice',
  version: 1,
  start: 'news',
  answers: z.object({}),
  steps: {
    news: {
      *menu() {
        const notice = yield* look('notice', {})
        if (!notice) return 'enrolmentNotice.again'
        const { agency, maskedName: name, others } = notice
        return others > 0
          ? ['enrolmentNotice.several', { agency, name, others }]
          : ['enrolmentNotice.one', { agency, name }]
      },
      goto: { check: { flow: 'status' }, genuine: { flow: 'genuine' }, stop: { flow: 'stop' } },
    },
  },
})
