import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { previewDraft } from '../../../src/services/campaigns/preview.ts'
import { runCampaigns } from '../../../src/services/campaigns/run.ts'
import { campaignStatus } from '../../../src/services/campaigns/status.ts'
import { routeNotices } from '../../../src/services/notices.ts'
import { enrol, listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { engines } from '../../support/databases.ts'
import type { GraphApi } from '../../support/whatsapp/graph-api.ts'
import { approveFirstWords, shown } from '../../support/whatsapp/line.ts'
import { choicesOf, Person, payload, told } from '../../support/whatsapp/person.ts'
import { approved, draft, WRITER } from '../campaigns/campaigning.ts'
import { type CloudWorld, cloudWorld } from './cloud.ts'

const PHONE = '6281000009001'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let of: CloudWorld
let agencyId: string
let budi: Person
afterEach(() => of.close())

async function begin(prepare: (api: GraphApi) => void = () => {}, database = engines.sqlite()): Promise<void> {
  of = await cloudWorld(prepare, await database)
  agencyId = await listOf(of.world, 'DKPPP')
  budi = new Person(of.api, { phone: PHONE })
}

const enrolled = (more: object = {}) => enrol(of.world, { agencyId, phone: PHONE, agreed: true, ...more })
const outbox = () => all(of.world.database, 'outbox')
const visits = async () => (await all(of.world.database, 'visits')).map(({ reason }) => reason)
const seen = () => of.api.sentTo(budi).map(({ body }) => shown(of.api, body).text)
const tomorrow = () => of.world.clock.pass(DAY_MS + 11 * 60_000)

describe.each(Object.keys(engines) as (keyof typeof engines)[])('a first notice, on %s', (engine) => {
  it('goes by the approved template, and its buttons are understood', async () => {
    await begin(approveFirstWords, engines[engine]())
    await enrolled()
    await routeNotices(of.world)
    await of.deliver()
    const [notice] = of.api.sentTo(budi)
    expect(notice!.body).toMatchObject({ type: 'template', to: PHONE, template: { name: 'sapa_kabar' } })
    expect(shown(of.api, notice!.body).text).toContain('menyampaikan kabar dari Dinas DKPPP')
    const [check] = choicesOf(notice!.body).choices
    const button = { type: 'button', button: { payload: check!.id, text: 'Lihat kabarnya' } }
    expect(await of.posted(budi.sends(button, of.seconds()))).toBe(200)
    expect(seen().at(-1)).toContain('tanggal lahir')
  })

  it('waits where nothing is approved, and the person is visited when it has waited too long', async () => {
    await begin(undefined, engines[engine]())
    await enrolled()
    await routeNotices(of.world)
    await of.deliver()
    expect(of.api.sent).toEqual([])
    expect(await outbox()).toMatchObject([{ failure: 'windowClosed', attempts: 0, failedAt: null, leasedUntil: null }])
    of.world.clock.pass(8 * DAY_MS)
    await of.deliver()
    expect(await outbox()).toMatchObject([{ failure: 'expired' }])
    await routeNotices(of.world)
    expect(await visits()).toEqual(['undelivered'])
  })

  it('goes once it is approved', async () => {
    await begin(undefined, engines[engine]())
    await enrolled()
    await routeNotices(of.world)
    await of.deliver()
    approveFirstWords(of.api)
    await of.posted(payload({ event: 'APPROVED' }, 'message_template_status_update'))
    await expect.poll(() => of.api.calls.filter((call) => call.includes('message_templates')).length).toBeGreaterThan(3)
    of.world.clock.pass(HOUR_MS)
    await of.deliver()
    expect(of.api.sentTo(budi)).toHaveLength(1)
  })

  it('that a phone without WhatsApp cannot get leads to a visit', async () => {
    await begin(approveFirstWords, engines[engine]())
    await enrolled()
    await routeNotices(of.world)
    await of.deliver()
    const [notice] = of.api.sent
    await of.posted(told(notice!, { status: 'failed', at: of.seconds(), more: { errors: [{ code: 131026 }] } }))
    expect(await outbox()).toMatchObject([{ failure: 'unreachable' }])
    await routeNotices(of.world)
    expect(await visits()).toEqual(['undelivered'])
  })
})

describe('a campaign', () => {
  beforeEach(() => begin())
  const running = async () => {
    const id = await approved(of.world)
    for (const _ of [1, 2]) {
      await runCampaigns(of.world)
      await of.deliver()
    }
    return id
  }

  it('says its own words to those who have written of late, and waits for the others with a reason that officers read', async () => {
    await enrolled()
    await enrol(of.world, { agencyId, phone: '6281000009002', agreed: true })
    await of.says(budi, 'halo')
    const id = await running()
    expect(seen().at(-1)).toContain('ada kabar dari Dinas DKPPP')
    expect(of.api.sent.filter(({ to }) => to !== PHONE)).toEqual([])
    const { failures, persons } = await campaignStatus(of.world, id, WRITER)
    expect(failures).toEqual([{ failure: 'windowClosed', messages: 1 }])
    expect(persons).toMatchObject({ sent: 1, queued: 1 })
  })

  it('is shown to wait before it is approved', async () => {
    await enrolled()
    const sample = async () => (await previewDraft(of.world, 'DKPPP', draft(), WRITER)).samples
    expect(await sample()).toMatchObject([{ route: 'message', waits: true }])
    await of.says(budi, 'halo')
    expect(await sample()).toMatchObject([{ route: 'message', waits: false }])
  })

  it('says them when the person writes', async () => {
    await enrolled()
    await running()
    expect(of.api.sent).toEqual([])
    await of.says(budi, 'halo')
    await of.deliver()
    expect(seen().at(-1)).toContain('ada kabar dari Dinas DKPPP')
    expect((await outbox()).every(({ sentAt, failure }) => sentAt !== null && failure === null)).toBe(true)
  })

  it('is not held up by messages that wait, and they cost no room of the day', async () => {
    for (let n = 0; n < 320; n++)
      await enrol(of.world, { agencyId, phone: `62810000${String(90_000 + n)}`, agreed: true, name: `Warga ${n}` })
    const id = await running()
    expect((await campaignStatus(of.world, id, WRITER)).persons.waiting).toBe(0)
    expect((await all(of.world.database, 'paces'))[0]?.pace.hours ?? []).toEqual([])
  }, 60_000)

  it('goes as a template that says the same', async () => {
    of.api.templates = [
      {
        ...{ name: 'kabar_dinas', language: 'id', status: 'APPROVED', category: 'UTILITY' },
        components: [{ type: 'BODY', text: 'Salam {{1}}, ada kabar dari {{2}}.\n1. {{3}}\n2. {{4}}\n3. {{5}}' }],
      },
    ]
    await of.posted(payload({}, 'message_template_status_update'))
    await expect.poll(() => of.api.calls.filter((call) => call.includes('message_templates')).length).toBe(2)
    await enrolled()
    const id = await running()
    expect(of.api.sentTo(budi)).toMatchObject([{ body: { template: { name: 'kabar_dinas' } } }])
    expect((await campaignStatus(of.world, id, WRITER)).failures).toEqual([])
  })
})

describe('the window', () => {
  beforeEach(() => begin())

  it('runs from when the person wrote, not from when we heard of it', async () => {
    await of.posted(budi.says('halo', of.seconds() - 23 * 3600))
    const [contact] = await all(of.world.database, 'contacts')
    expect(contact!.windowUntil!.getTime() - of.world.clock.now().getTime()).toBeLessThan(HOUR_MS)
  })

  it('is no longer than a day, whatever the clock of Meta says', async () => {
    await of.posted(budi.says('halo', of.seconds() + 90_000))
    const [contact] = await all(of.world.database, 'contacts')
    expect(contact!.windowUntil!.getTime()).toBeLessThanOrEqual(of.world.clock.now().getTime() + DAY_MS)
  })

  it('keeps what an officer answers too late until the person writes again', async () => {
    await of.says(budi, 'halo')
    tomorrow()
    of.api.fault({ does: 'reset before' })
    await of.posted(budi.says('menu', of.seconds() - 25 * 3600))
    const waiting = (await outbox()).filter(({ failure }) => failure === 'windowClosed')
    expect(waiting.length).toBeGreaterThan(0)
    await of.says(budi, 'halo lagi')
    await of.deliver()
    expect((await outbox()).filter(({ failure }) => failure === 'windowClosed')).toEqual([])
  })

  it('is closed where Meta says so, whatever we reckoned', async () => {
    of.api.fault({ does: { status: 400, body: { error: { code: 131047, message: 'x', type: 'x' } } }, times: 1 })
    await of.says(budi, 'halo')
    const [contact] = await all(of.world.database, 'contacts')
    expect(contact!.windowUntil).toBeNull()
    expect((await outbox())[0]).toMatchObject({ failure: 'windowClosed', failedAt: null, unknownAt: null })
  })
})
