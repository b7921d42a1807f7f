import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Intake, readPayload } from '../../../src/channels/whatsapp-cloud/intake.ts'
import { StoreError } from '../../../src/store/work.ts'
import { CLOUD } from '../../support/whatsapp/graph-api.ts'
import { payload } from '../../support/whatsapp/person.ts'

const FOLDER = new URL('./payloads/', import.meta.url)
const documented = (name: string) =>
  (JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as { payload: object }).payload
const read = (body: unknown) => readPayload(body, CLOUD.numberId)

const saidAt = new Date(1_795_000_000_000)
const theirs = { externalId: 'wamid.THEIRS1', saidAt }
const phone = { address: '6281000009001', phone: '6281000009001' }
const failed = (outcome: object) => ({ kind: 'failed', outcome: { sent: false, ...outcome } })
const of = { message: { theirs: 'wamid.OURS1' }, at: saidAt }

// https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
const DOCUMENTED: Record<string, { arrivals?: object[]; receipts?: object[] }> = {
  'text.json': { arrivals: [{ ...theirs, ...phone, text: 'Apakah saya terdaftar?' }] },
  'button-template-quick-reply.json': { arrivals: [{ ...theirs, ...phone, text: 'Lihat kabarnya' }] },
  'button-reply.json': { arrivals: [{ ...theirs, ...phone, choice: 'status', asked: 3 }] },
  'list-reply.json': { arrivals: [{ ...theirs, ...phone, choice: 'benefits', asked: 3 }] },
  'image.json': {
    arrivals: [{ ...theirs, ...phone, attachment: 'image', text: 'KTP saya', file: '2754859441498128' }],
  },
  'document.json': {
    arrivals: [{ ...theirs, ...phone, attachment: 'document', text: 'KTP saya', file: '1003383421387256' }],
  },
  'unsupported.json': { arrivals: [{ ...theirs, ...phone, attachment: 'other' }] },
  'contacts-phone-withheld-bsuid.json': {
    arrivals: [{ ...theirs, address: 'ID.13491208655302741918', sharedPhone: '+62 810-0000-9001' }],
  },
  'system-user-changed-number.json': {
    arrivals: [{ ...theirs, ...phone, moved: { address: '6281000009002', phone: '6281000009002' } }],
  },
  'status-sent.json': { receipts: [{ ...of, kind: 'sent' }] },
  'status-delivered.json': { receipts: [{ ...of, kind: 'delivered' }] },
  'status-read.json': { receipts: [{ ...of, kind: 'read' }] },
  'status-failed.json': { receipts: [{ ...of, ...failed({ because: 'refused', failure: 'whatsapp131014' }) }] },
  'status-whole.json': {
    receipts: [
      {
        message: { ours: '0199aaaa-0000-7000-8000-000000000001', theirs: 'wamid.THEIRS1' },
        at: saidAt,
        ...failed({ because: 'refused', failure: 'unreachable' }),
      },
    ],
  },
}

describe('what is documented', () => {
  it.each(Object.entries(DOCUMENTED))('%s', (name, { arrivals = [], receipts = [] }) => {
    expect(read(documented(name))).toMatchObject({ arrivals, receipts, ignored: [], news: [] })
    expect(read(documented(name))!.arrivals).toEqual(arrivals)
  })

  it('is all looked at', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(DOCUMENTED).sort())
  })
})

const value = (parts: object) => read(payload(parts))!
const from = { from: '6281000009001', id: 'wamid.1', timestamp: '1795000000' }
const message = (parts: object) => {
  const { arrivals, ignored } = value({ messages: [{ ...from, ...parts }] })
  return arrivals[0] ? (({ externalId, saidAt, address, phone, ...said }) => said)(arrivals[0]) : ignored[0]
}

describe('a message', () => {
  it.each<[string, object, object | string]>([
    [
      'of a button of ours',
      { type: 'button', button: { payload: '7|check', text: 'Lihat' } },
      { choice: 'check', asked: 7 },
    ],
    ['of a voice', { type: 'audio', audio: { id: '1', voice: true } }, { attachment: 'voice' }],
    ['of a film', { type: 'video', video: { id: '1', caption: 'lihat' } }, { attachment: 'video', text: 'lihat' }],
    ['of a sticker', { type: 'sticker', sticker: { id: '1', animated: false } }, { attachment: 'sticker' }],
    ['of a place', { type: 'location', location: { latitude: -7.75, longitude: 113.2 } }, { attachment: 'location' }],
    ['of an order', { type: 'order', order: {} }, { attachment: 'other' }],
    [
      "of somebody else's card",
      { type: 'contacts', contacts: [{ phones: [{ phone: '0810-0000-9002' }] }] },
      { attachment: 'other' },
    ],
    ['of a form', { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: {} } }, { attachment: 'other' }],
    ['of a reaction', { type: 'reaction', reaction: { message_id: 'wamid.2', emoji: '👍' } }, 'reaction'],
    ['of a kind of later years', { type: 'hologram', hologram: {} }, 'hologram'],
    ['in a group', { group_id: 'g1', type: 'text', text: { body: 'halo' } }, 'message in a group'],
    ['without its words', { type: 'text' }, 'text'],
    ['of a wrong shape', { type: 'text', text: { body: 5 } }, 'unreadable message'],
  ])('%s', (_, parts, said) => {
    expect(message(parts)).toEqual(said)
  })

  it('goes by the id that Meta made, and by the phone too where that is told', () => {
    const names = { wa_id: '6281000009001', user_id: 'ID.77' }
    const given = { ...from, type: 'text', text: { body: 'halo' } }
    const named = { address: 'ID.77', aka: '6281000009001', phone: '6281000009001' }
    expect(value({ contacts: [names], messages: [given] }).arrivals).toMatchObject([named])
    expect(value({ messages: [{ ...given, from_user_id: 'ID.77' }] }).arrivals).toMatchObject([named])
  })

  it('from nobody is passed over', () => {
    const { from: _, ...nobody } = from
    expect(value({ messages: [{ ...nobody, type: 'text', text: { body: 'halo' } }] }).ignored).toEqual([
      'message from nobody',
    ])
  })

  it('of which the time cannot be read is taken all the same', () => {
    expect(
      value({ messages: [{ ...from, timestamp: 'soon', type: 'text', text: { body: 'halo' } }] }).arrivals,
    ).toEqual([{ externalId: 'wamid.1', address: '6281000009001', phone: '6281000009001', text: 'halo' }])
  })

  it('tells that an account has another id now, whose phone stays hidden', () => {
    const system = { type: 'user_changed_user_id', previous_user_id: 'ID.77', user_id: 'ID.78' }
    const { from: _, ...nobody } = from
    expect(value({ messages: [{ ...nobody, type: 'system', system }] }).arrivals).toMatchObject([
      { address: 'ID.77', moved: { address: 'ID.78' } },
    ])
  })
})

describe('a post', () => {
  it('may hold several of all kinds, of which one that nobody can read keeps none of the others', () => {
    const text = (id: string) => ({ ...from, id, type: 'text', text: { body: id } })
    const statuses = [
      { id: 'wamid.OURS', status: 'delivered', timestamp: '1795000000' },
      7,
      { id: 'x', status: 'warmed' },
    ]
    const parts = value({ messages: [text('a'), null, text('b')], statuses, errors: [{ code: 130429 }] })
    expect(parts.arrivals.map(({ externalId }) => externalId)).toEqual(['a', 'b'])
    expect(parts.receipts).toHaveLength(1)
    expect(parts.ignored).toEqual(['unreadable message', 'unreadable status', 'status warmed', 'error 130429'])
  })

  it('about another number of the account is not ours', () => {
    const other = JSON.parse(JSON.stringify(documented('text.json')).replaceAll(CLOUD.numberId, '999')) as object
    expect(read(other)).toMatchObject({ arrivals: [], ignored: ['value of another number'] })
  })

  it('about something else is news', () => {
    expect(read(payload({ event: 'APPROVED' }, 'message_template_status_update'))).toMatchObject({
      news: ['message_template_status_update'],
      accounts: [CLOUD.accountId],
    })
  })

  it.each([
    [undefined],
    [null],
    [[]],
    [{}],
    ['text'],
    [{ object: 'page', entry: [] }],
    [{ object: 'whatsapp_business_account' }],
  ])('%j is none', (body) => {
    expect(read(body)).toBeUndefined()
  })
})

describe('taking in', () => {
  const silent = { info: () => {}, warn: () => {}, error: () => {} }
  const text = (address: string, externalId: string, seconds: number) => ({
    ...{ address, externalId, text: externalId },
    saidAt: new Date(seconds * 1000),
  })
  const parts = (arrivals: ReturnType<typeof text>[]) => ({
    arrivals,
    receipts: [],
    ignored: [],
    news: [],
    accounts: [],
  })

  it('takes what one account wrote in the order in which it was written', async () => {
    const taken: string[] = []
    const intake = new Intake(
      async ({ externalId }) => void taken.push(externalId),
      async () => {},
      silent,
    )
    await intake.take(parts([text('1', 'late', 20), text('1', 'early', 10), text('2', 'other', 30)]))
    expect(taken.filter((id) => id !== 'other')).toEqual(['early', 'late'])
  })

  it('is not confirmed where one part could not be stored, and never given up', async () => {
    const busy = new StoreError('store.busy', new Error('held'))
    const taken: string[] = []
    const receive = async ({ externalId }: { externalId: string }) => {
      if (externalId === 'a') throw busy
      taken.push(externalId)
    }
    const intake = new Intake(receive, async () => {}, silent)
    for (let tries = 0; tries < 5; tries++)
      await expect(intake.take(parts([text('1', 'a', 1), text('2', 'b', 2)]))).rejects.toBe(busy)
    expect(taken).toHaveLength(5)
  })

  it('drops at the third time what we fail at ourselves, so that the rest of its post gets through', async () => {
    const taken: string[] = []
    const receive = async ({ externalId }: { externalId: string }) => {
      if (externalId === 'poison') throw new TypeError('a fault of ours')
      taken.push(externalId)
    }
    const intake = new Intake(receive, async () => {}, silent)
    const post = parts([text('1', 'poison', 1), text('1', 'behind', 2)])
    await expect(intake.take(post)).rejects.toThrow()
    await expect(intake.take(post)).rejects.toThrow()
    await intake.take(post)
    expect(taken).toEqual(['behind'])
  })
})
