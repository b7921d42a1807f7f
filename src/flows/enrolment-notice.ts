import { z } from 'zod'
import type { Text } from '../domain/message.ts'
import { flow } from '../engine/flow.ts'

/** The first word to somebody on a list: that there is news, from whom, and how to check that it is genuine. Nothing more. */
export const enrolmentNotice = flow({
  id: 'enrolmentNotice',
  version: 1,
  start: 'news',
  answers: z.object({ agency: z.string().optional(), name: z.string().optional(), others: z.number().optional() }),
  steps: {
    news: {
      menu({ answers: { agency, name, others = 0 } }): Text {
        if (agency === undefined || name === undefined) return 'enrolmentNotice.again'
        return others > 0
          ? ['enrolmentNotice.several', { agency, name, others }]
          : ['enrolmentNotice.one', { agency, name }]
      },
      goto: { check: { flow: 'status' }, genuine: { flow: 'genuine' }, stop: { flow: 'stop' } },
    },
  },
})
