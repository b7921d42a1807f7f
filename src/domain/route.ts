/** Why there is a visit instead of a message. The last two befall only news that was to be a message. */
export type VisitReason =
  | 'noPhone'
  | 'noConsent'
  | 'noChannel'
  | 'optedOut'
  | 'bereaved'
  | 'phoneShared'
  | 'phoneTold'
  | 'undelivered'

/** What decides whether news may go by a channel. */
export interface Means {
  official: boolean
  writesFirst: boolean
}

/** A chat, as far as it decides where news goes. */
export interface Chat {
  id: string
  channel: string
  optedInAt: Date | null
  optedOutAt: Date | null
  /** They have blocked us there, as the platform says. */
  stoppedAt: Date | null
  bereavedAt: Date | null
}

/** What is known of a person to whom something is to be told that they have not asked for. */
export interface Known<C extends Chat> {
  /** Chats that were proven to be theirs. */
  own: readonly C[]
  /** The phone on the list and the chats that are known to be at it; null where the list names none. */
  phone: PhoneOnList<C> | null
  /** Beyond doubt. */
  isDead: boolean
  /** They have asked, in whatever chat, to be left alone. */
  refuses: boolean
  /** Ids of the chats in which the same news came to nothing: none of them is tried again. */
  tried: ReadonlySet<string>
  /** When something was last heard in a chat, by its id. */
  heardAt: ReadonlyMap<string, Date>
}

export interface PhoneOnList<C extends Chat> {
  chats: readonly C[]
  /** More people stand behind it than a family has, so that it is nobody's own. */
  isCrowded: boolean
  /** The agency has leave to write to it. */
  hasLeave: boolean
}

/** Where news goes; `chat` null: to the phone on the list, from which nobody has written yet. */
export interface Way<C extends Chat> {
  chat: C | null
  channel: string
}

type Channels = ReadonlyMap<string, Means>

/**
 * The best way to a person, or the reason for a visit. Only chats that are theirs and where leave stands: without recorded leave
 * nobody is written to first (UU 27/2022 art. 22). An official channel comes before an unofficial one, then the chat that was heard
 * last; the phone from which nobody has written comes behind all chats of official channels.
 */
export function wayTo<C extends Chat>(known: Known<C>, channels: Channels): Way<C> | VisitReason {
  if (known.isDead || all(known).some(({ bereavedAt }) => bereavedAt !== null)) return 'bereaved'
  if (known.refuses) return 'optedOut'
  const ways = [...chatsFor(known, channels), ...firstWords(known, channels)]
  return ways.sort((a, b) => byRank(known, channels, a, b))[0] ?? reasonFor(known)
}

/** The channel by which a phone is written to from which nobody has written: an official one alone, others are banned for it. */
export function firstWriterOf(channels: Channels): string | undefined {
  return [...channels].find(([, { official, writesFirst }]) => official && writesFirst)?.[0]
}

function all<C extends Chat>({ own, phone }: Known<C>): C[] {
  return [...own, ...(phone?.chats ?? [])]
}

/** Whoever has blocked us in one chat is written to only where they have asked for it themselves. */
function mayPhone<C extends Chat>({ own, phone }: Known<C>): boolean {
  const last = (wish: 'stoppedAt' | 'optedInAt') => Math.max(0, ...own.map((chat) => chat[wish]?.getTime() ?? 0))
  const isOpen = phone !== null && !phone.isCrowded && phone.chats.every(({ optedOutAt }) => optedOutAt === null)
  return isOpen && last('stoppedAt') <= last('optedInAt')
}

function chatsFor<C extends Chat>(known: Known<C>, channels: Channels): Way<C>[] {
  const { own, phone, tried } = known
  const asked = ({ optedInAt }: C) => optedInAt !== null
  const atPhone = mayPhone(known) ? phone!.chats.filter((chat) => phone!.hasLeave || asked(chat)) : []
  const open = [...own.filter(asked), ...atPhone].filter(
    ({ id, channel, optedOutAt }) => channels.has(channel) && optedOutAt === null && !tried.has(id),
  )
  return [...new Map(open.map((chat) => [chat.id, chat])).values()].map((chat) => ({ chat, channel: chat.channel }))
}

function firstWords<C extends Chat>(known: Known<C>, channels: Channels): Way<C>[] {
  const channel = firstWriterOf(channels)
  if (channel === undefined || !mayPhone(known) || !known.phone!.hasLeave) return []
  return known.phone!.chats.some((chat) => chat.channel === channel) ? [] : [{ chat: null, channel }]
}

function byRank<C extends Chat>({ heardAt }: Known<C>, channels: Channels, a: Way<C>, b: Way<C>): number {
  const official = ({ channel }: Way<C>) => (channels.get(channel)!.official ? 0 : 1)
  const heard = ({ chat }: Way<C>) => (chat ? (heardAt.get(chat.id)?.getTime() ?? 0) : -1)
  const id = ({ chat }: Way<C>) => chat?.id ?? ''
  return official(a) - official(b) || heard(b) - heard(a) || (id(a) < id(b) ? -1 : 1)
}

function reasonFor<C extends Chat>(known: Known<C>): VisitReason {
  if (all(known).some(({ optedOutAt }) => optedOutAt !== null)) return 'optedOut'
  if (known.tried.size > 0) return 'undelivered'
  if (!known.phone) return 'noPhone'
  if (known.phone.isCrowded) return 'phoneShared'
  return known.phone.hasLeave ? 'noChannel' : 'noConsent'
}
