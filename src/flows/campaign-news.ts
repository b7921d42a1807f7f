import { z } from 'zod'
import { flow } from '../engine/flow.ts'

/** What an agency tells many: its own words, and the ways that lead on from them. */
export const campaignNews = flow({
  id: 'campaignNews',
  version: 1,
  start: 'news',
  answers: z.object({ text: z.string() }),
  steps: {
    news: {
      menu: ({ answers }) => ['campaignNews.body', { text: answers.text }],
      goto: { status: { flow: 'status' }, genuine: { flow: 'genuine' }, stop: { flow: 'stop' } },
    },
  },
})
