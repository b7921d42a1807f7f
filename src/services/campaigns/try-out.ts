import { fillText, languageOf } from '../../domain/campaign-text.ts'
import { dayOf } from '../../domain/clock.ts'
import { CHAT_CODE, readCode } from '../../domain/code.ts'
import { DomainError } from '../../domain/errors.ts'
import { maskName } from '../../domain/masking.ts'
import type { SpokenPrompt, Text } from '../../domain/message.ts'
import { may, type Officer } from '../../domain/officer.ts'
import type { Campaign } from '../../store/campaigns.ts'
import { type Contact, contactByCode, contactsById, freeFrom, linkedWorkers } from '../../store/contacts.ts'
import { chatLinkOf } from '../../store/officer-chats.ts'
import { queueReply } from '../../store/outbox.ts'
import { sessionOf } from '../../store/sessions.ts'
import type { Db, Work } from '../../store/work.ts'
import { spoken } from '../converse.ts'
import { type Form, once } from '../once.ts'
import type { World } from '../world.ts'
import { noteDeed, planningOf, theirCampaign } from './known.ts'

/** An officer's own chat is one that has just written, so that a test reaches nobody who does not await it. */
const FRESH_MS = 3_600_000
const EXAMPLE = 'Contoh Pekerja'

/**
 * Sends a campaign's words, filled with an example, to the officer's own chat: the one that its code names, without a code the
 * one that they have linked. Throws `campaigns.unknown`, `campaigns.refused.role`, `console.twice` for a form that was handed in
 * before, `campaigns.noOwnChat` where none is linked, and `campaigns.notOwnChat` for a code of a chat that is not there, is
 * proven to a worker, wants silence or has not written within the last hour.
 */
export async function tryOutCampaign(
  world: World,
  id: string,
  chatCode: string | undefined,
  by: Officer,
  form?: Form,
): Promise<void> {
  if (!may(by, 'draftCampaign')) throw new DomainError('campaigns.refused.role')
  await world.database.run(function* (db) {
    const now = world.clock.now()
    if (form) yield* once(db, world, form, now)
    const campaign = yield* theirCampaign(db, id, by)
    const contact = chatCode === undefined ? yield* linkedChat(db, world, by) : yield* freshChat(db, chatCode, now)
    const prompt = yield* exampleFor(db, world, campaign, contact, now)
    yield* queueReply(db, {
      ...{ id: world.ids.next(now), contactId: contact.id, channel: contact.channel, cause: 'reply', causeId: id },
      ...{ bodySealed: world.vault.seal('outbox.body', JSON.stringify(prompt)) },
      ...{ createdAt: now, notBefore: freeFrom(contact, now) },
    })
    yield* noteDeed(db, world, by, 'campaign.test', campaign, now)
  })
}

/** The chat that an officer has linked by a code of their own; the same chat may be a worker's too. */
function* linkedChat(db: Db, world: World, by: Officer): Work<Contact> {
  const link = yield* chatLinkOf(db, by.id)
  const [contact] = link?.contactId ? yield* contactsById(db, [link.contactId]) : []
  if (!contact || contact.optedOutAt || !world.channels.has(contact.channel))
    throw new DomainError('campaigns.noOwnChat')
  return contact
}

function* freshChat(db: Db, chatCode: string, now: Date): Work<Contact> {
  const code = readCode(chatCode, CHAT_CODE)
  const contact = code === undefined ? undefined : yield* contactByCode(db, code)
  const heardAt = contact && (yield* sessionOf(db, contact.id))?.heardAt
  const isOwn = heardAt && now.getTime() - heardAt.getTime() <= FRESH_MS && !contact?.optedOutAt
  if (!contact || !isOwn || (yield* linkedWorkers(db, contact.id)).length > 0)
    throw new DomainError('campaigns.notOwnChat')
  return contact
}

function* exampleFor(db: Db, world: World, campaign: Campaign, { locale }: Contact, now: Date): Work<SpokenPrompt> {
  const { agency, texts, file } = yield* planningOf(db, world, campaign)
  const language = languageOf(texts, locale)
  const say = (text: Text) => world.words.say(language, text)
  const filled = fillText(texts[language]!, {
    ...{ nama: maskName(EXAMPLE), instansi: agency.name, segmen: say('campaignNews.worker') },
    ...{ masa: say(['status.period.open', { from: { day: dayOf(now) } }]), status: say('status.state.paid') },
  })
  return { ...spoken(world, locale, { text: ['campaignNews.test', { text: filled }] }), ...(file && { file }) }
}
