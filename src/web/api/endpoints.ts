import { z } from 'zod'
import { REACH_DIMENSIONS } from '../../domain/reach.ts'
import type { Program } from '../../services/accounts/programs.ts'
import {
  campaignNumbers,
  headlineNumbers,
  meetingNumbers,
  notReachedNumbers,
  oneCampaignNumbers,
  reachNumbers,
} from '../../services/agency-numbers.ts'
import type { World } from '../../services/world.ts'
import type { Tell } from '../page.tsx'
import {
  campaignAnswer,
  campaignsAnswer,
  headlineAnswer,
  meetingsAnswer,
  notReachedAnswer,
  reachAnswer,
} from './figures.ts'

export const API = '/api/v1'

/** What a program can ask for. Its words are `api.ask.NAME`. */
export interface Endpoint {
  name: string
  /** Below `API`; parts in braces come from `parameters`, all other parameters from the query. */
  path: string
  parameters: z.ZodObject
  answer: z.ZodType
  read(world: World, program: Program, asked: Record<string, string>): Promise<object>
}

/** An endpoint whose `read` takes what its parameters give. */
function endpoint<P extends z.ZodObject>(
  one: Omit<Endpoint, 'parameters' | 'read'> & {
    parameters: P
    read(world: World, program: Program, asked: z.infer<P>): Promise<object>
  },
): Endpoint {
  return one as unknown as Endpoint
}

/** All that programs can ask for, read only and of their own agency. */
export function endpointsOf(tell: Tell): Endpoint[] {
  const day = z
    .string()
    .max(40)
    .meta({ format: 'date', description: tell('api.field.day') })
  const days = { from: day, to: day }
  const by = z.enum(REACH_DIMENSIONS).optional().describe(tell('api.field.by'))
  return [
    endpoint({
      ...{ name: 'reach', path: '/reach', parameters: z.strictObject({ ...days, by }) },
      ...{ answer: reachAnswer(tell), read: reachNumbers },
    }),
    endpoint({
      ...{ name: 'headline', path: '/headline', parameters: z.strictObject({ on: day }) },
      ...{ answer: headlineAnswer(tell), read: headlineNumbers },
    }),
    endpoint({
      ...{ name: 'notReached', path: '/not-reached', parameters: z.strictObject(days) },
      ...{ answer: notReachedAnswer(tell), read: notReachedNumbers },
    }),
    endpoint({
      ...{ name: 'campaigns', path: '/campaigns', parameters: z.strictObject({}) },
      ...{ answer: campaignsAnswer(tell), read: campaignNumbers },
    }),
    endpoint({
      ...{ name: 'campaign', path: '/campaigns/{id}', parameters: z.strictObject({ id: z.string().max(64) }) },
      ...{ answer: campaignAnswer(tell), read: oneCampaignNumbers },
    }),
    endpoint({
      ...{ name: 'meetings', path: '/meetings', parameters: z.strictObject({}) },
      ...{ answer: meetingsAnswer(tell), read: meetingNumbers },
    }),
  ]
}
