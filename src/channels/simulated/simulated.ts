import { z } from 'zod'
import type { Abilities, Channel, HookReply, HookRequest, Outgoing, Receive, Sent } from '../channel.ts'

/** Carries messages to the simulated phones: into memory, to a terminal, to a process that plays the platform. */
export type Carrier = (message: Outgoing) => Sent | Promise<Sent>

const arrival = z.object({
  externalId: z.string().min(1).max(200),
  address: z.string().min(1).max(200),
  phone: z.string().max(40).optional(),
  text: z.string().optional(),
  choice: z.string().max(200).optional(),
  sharedPhone: z.string().max(40).optional(),
  attachment: z.enum(['voice', 'image', 'document', 'video', 'sticker', 'location', 'other']).optional(),
  openedWith: z.string().max(64).optional(),
})

const ABILITIES: Abilities = {
  buttons: 0,
  buttonLength: 0,
  rows: 0,
  rowLength: 0,
  textLength: 100_000,
  sharesPhone: false,
  official: true,
  writesFirst: true,
  idempotent: false,
  perSecond: null,
  costs: 'nothing',
}

/** A messenger without a platform: what is posted to its hook has been heard, what is sent goes to the carrier. */
export function simulated(carry: Carrier, abilities: Partial<Abilities> = {}): Channel & { hear: Receive } {
  let receive: Receive = async () => {
    throw new Error('the simulated channel has not been started')
  }
  return {
    name: 'simulated',
    abilities: { ...ABILITIES, ...abilities },
    start: async (into) => {
      receive = into
    },
    stop: async () => {},
    hear: (heard) => receive(heard),
    hook: async ({ body }: HookRequest): Promise<HookReply> => {
      const heard = arrival.safeParse(readJson(body))
      if (!heard.success) return { status: 400, type: 'text/plain', body: 'not a message' }
      await receive(dropUndefined(heard.data))
      return { status: 200 }
    },
    send: async (message) => carry(message),
  }
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

function dropUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as never
}
