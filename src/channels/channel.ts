import type { Caution, HaltReason } from '../domain/caution.ts'
import type { Log } from '../domain/log.ts'
import type { MediaType } from '../domain/media.ts'
import type { Attachment, SpokenPrompt } from '../domain/message.ts'
import type { Limit } from '../domain/pacing.ts'
import type { PriceKey } from '../domain/settings.ts'

/** Who writes, as a channel knows them. */
export interface Account {
  /** Whom to answer, opaque: a chat id, a LID, a cookie. */
  address: string
  /**
   * Another name of the same account there, by which we may have met it: its phone, where the address is an id that stays
   * when the phone is hidden.
   */
  aka?: string
  /** The writer's phone where the platform vouches for it, in any spelling. */
  phone?: string
}

/** Something that a channel heard, in its own words but in one shape. */
export interface Arrival extends Account {
  /** The platform's id of this message: the same delivery has the same id. */
  externalId: string
  /** When it was said, by the platform's clock. */
  saidAt?: Date
  text?: string
  choice?: string
  /** The number of the question that the pressed button belongs to, where it carried one. */
  asked?: number
  /** The writer's own phone, shared with the platform's button. */
  sharedPhone?: string
  attachment?: Attachment
  /** What the link held by which the chat was opened. */
  openedWith?: string
  /** By which the channel can take this message out of the chat again, see `remove`. */
  removable?: string
  /** By which the channel can bring what is attached, see `bring`. */
  file?: string
  /** No message: the platform says that the person has stopped us there. */
  stopped?: true
  /** No message: the platform says that the account goes by another name there from now on. */
  moved?: Account
}

/** Takes an arrival in; resolves once it is durable, so that only then it is confirmed to the platform. */
export type Receive = (arrival: Arrival) => Promise<void>

/** What a platform says later about a message of ours: by our own id, where it gives that back, and by its own. */
export type Receipt = {
  message: { ours: string; theirs?: string } | { theirs: string }
  /** By the platform's clock, where it tells. */
  at?: Date
} & ({ kind: 'sent' | 'delivered' | 'read' } | { kind: 'failed'; outcome: NotSent })

/** Takes a receipt; resolves once it is durable. */
export type TakeReceipt = (receipt: Receipt) => Promise<void>

/** How a send ended. `unknown`: the request may have arrived, so it is never sent again blindly. */
export type Sent =
  | { sent: true; externalId?: string; delivered?: true }
  /**
   * `free`: the fault lies with the way and not with the message, so it costs none of the message's tries; `unauthorised`:
   * the platform does not accept us at all.
   */
  | { sent: false; because: 'retry'; afterMs: number; free?: true; unauthorised?: true }
  /** The platform lets this message go later, or once the person has written; other messages to the chat may go. */
  | { sent: false; because: 'deferred'; afterMs: number; failure: string }
  | { sent: false; because: 'refused' | 'stopped'; failure: string }
  /** `externalId`: the name under which a later receipt would speak of it. */
  | { sent: false; because: 'unknown'; failure: string; externalId?: string }

export type NotSent = Extract<Sent, { sent: false }>

/** What a channel can show and do. Lengths are the platform's own limits, in characters. */
export interface Abilities {
  /** Quick-reply buttons on one message. */
  buttons: number
  buttonLength: number
  /** Rows in a pick-list, 0 where there is none. */
  rows: number
  rowLength: number
  /** Characters of one message. */
  textLength: number
  /** Files that can go with a message; left out where the words go alone. */
  carries?: readonly MediaType[]
  /** Has a button by which a person shares their own phone, and vouches for it. */
  sharesPhone: boolean
  /** The platform's own way for senders like us, where no number is banned for being one: news goes by it first. */
  official: boolean
  /** May write to a phone that has never written to it; only to those who have agreed to it. */
  writesFirst: boolean
  /** For so long after the person's last message anything may be said to them; later only what `opens`. */
  windowMs?: number
  /** A message sent twice with one id is shown once. */
  idempotent: boolean
  /** So many messages that nobody asked for may leave in a second; null: as many as there are. */
  perSecond: number | null
  /** So many of them in any 24 hours, where the platform or prudence bounds it. */
  perDay?: number
  /** What a message that nobody asked for costs: nothing, or what a setting of the installation says. */
  costs: 'nothing' | PriceKey
  /** Nothing unasked goes to a chat to which so many messages have gone in so many milliseconds. */
  perChat?: Limit
  /** How what nobody asked for leaves where a number is soon banned. */
  caution?: Caution
}

/** How a channel stands with its platform, for operators; `account`: the name under which people find us there. */
export type ChannelState =
  | { is: 'starting' }
  /** An officer is to scan a code with the phone, see `pairing`. */
  | { is: 'qr' }
  | { is: 'ready'; account?: string }
  /** `why`: a sentence that says what is to be done; `code`: the same in one word, for pages that have words of their own. */
  | { is: 'lost'; why: string; code?: string }

export interface Channel {
  readonly name: string
  readonly abilities: Abilities
  /** Begins to hear; resolves when it is ready or has begun to try. */
  start(receive: Receive, log: Log, tell: TakeReceipt): Promise<void>
  stop(): Promise<void>
  /** What the platform posts to us, where it posts. */
  hook?(request: HookRequest): Promise<HookReply>
  send(message: Outgoing): Promise<Sent>
  /** Whether a message may be the first word to somebody who has not written within `abilities.windowMs`. */
  opens?(prompt: SpokenPrompt): boolean
  /** Fetches what was attached to an arrival, by its `file`. */
  bring?(file: string): Promise<Brought>
  /** Takes a message of the person's out of the chat. May be asked twice for the same. */
  remove?(removal: Removal): Promise<Sent>
  /** Left out where there is nothing that could be lost. */
  state?(): ChannelState
  /** What is to be scanned with the phone now, for officers' eyes alone: whoever scans it has the chats. */
  pairing?(): string | undefined
  /** Why an officer is to look before anything more leaves that nobody asked for; undefined: no reason. */
  alarm?(): HaltReason | undefined
}

export interface Outgoing {
  /** Our own id, the same at every try. */
  id: string
  address: string
  prompt: SpokenPrompt
  /** What goes with it; only what the channel carries. */
  media?: Media
  /** The person has not written within the channel's window. */
  isClosed?: boolean
}

/** What became of an attachment that was fetched: its bytes, nothing for good and why, or nothing for now. */
export type Brought = { bytes: Buffer } | { not: 'tooLarge' | 'gone' | 'damaged' } | { not: 'now' }

/** A picture or a paper that goes with a message. */
export interface Media {
  /** The same for all messages that it goes with, so that a platform need be handed it once. */
  id: string
  type: MediaType
  /** Under which people get it. */
  name: string
  /** Of a picture, in pixels. */
  size: { width: number; height: number } | null
  content: Buffer
}

export interface Removal {
  address: string
  /** What the arrival was `removable` by. */
  removable: string
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
