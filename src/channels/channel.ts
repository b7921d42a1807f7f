import type { Attachment, SpokenPrompt } from '../domain/message.ts'

/** Something that a channel heard, in its own words but in one shape. */
export interface Arrival {
  /** The platform's id of this message: the same delivery has the same id. */
  externalId: string
  /** Whom to answer, opaque: a chat id, a LID, a cookie. */
  address: string
  /** The writer's phone where the platform vouches for it, in any spelling. */
  phone?: string
  text?: string
  choice?: string
  /** The writer's own phone, shared with the platform's button. */
  sharedPhone?: string
  attachment?: Attachment
}

/** Takes an arrival in; resolves once it is durable, so that only then it is confirmed to the platform. */
export type Receive = (arrival: Arrival) => Promise<void>

/** How a send ended. `unknown`: the request may have arrived, so it is never sent again blindly. */
export type Sent =
  | { sent: true; externalId?: string; delivered?: true }
  | { sent: false; because: 'retry'; afterMs: number }
  | { sent: false; because: 'refused' | 'stopped' | 'unknown'; failure: string }

/** What a channel can show and do. Lengths are the platform's own limits, in characters. */
export interface Abilities {
  /** Quick-reply buttons on one message. */
  buttons: number
  buttonLength: number
  /** Rows in a pick-list, 0 where there is none. */
  rows: number
  rowLength: number
  /** May write to a phone that has never written to it. */
  writesFirst: boolean
  /** A message sent twice with one id is shown once. */
  idempotent: boolean
  /** So many messages that nobody asked for may leave in a second; null: as many as there are. */
  perSecond: number | null
}

export interface Channel {
  readonly name: string
  readonly abilities: Abilities
  /** Begins to hear; resolves when it is ready or has begun to try. */
  start(receive: Receive): Promise<void>
  stop(): Promise<void>
  /** What the platform posts to us, where it posts. */
  hook?(request: HookRequest): Promise<HookReply>
  send(message: Outgoing): Promise<Sent>
}

export interface Outgoing {
  /** Our own id, the same at every try. */
  id: string
  address: string
  prompt: SpokenPrompt
}

export interface HookRequest {
  method: string
  query: Readonly<Record<string, string | undefined>>
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: Buffer
}

export interface HookReply {
  status: number
  type?: string
  body?: string
}
