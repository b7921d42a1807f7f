import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCampaigns } from '../../../src/services/campaigns/run.ts'
import { campaignStatus } from '../../../src/services/campaigns/status.ts'
import { settleEarly } from '../../../src/services/receipts.ts'
import { enrol, listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { engines } from '../../support/databases.ts'
import type { Sent } from '../../support/whatsapp/graph-api.ts'
import { Person, told } from '../../support/whatsapp/person.ts'
import { approved, WRITER } from '../campaigns/campaigning.ts'
import { type CloudWorld, cloudWorld } from './cloud.ts'

const PHONE = '6281000009001'

describe.each(Object.keys(engines) as (keyof typeof engines)[])('what Meta says later, on %s', (engine) => {
  let of: CloudWorld
  let budi: Person
  beforeEach(async () => {
    of = await cloudWorld(() => {}, await engines[engine]())
    budi = new Person(of.api, { phone: PHONE })
  })
  afterEach(() => of.close())

  const rows = async () => (await all(of.world.database, 'outbox')).sort((a, b) => (a.id < b.id ? -1 : 1))
  const status = (message: Sent, is: string, more: object = {}, isEchoed = true) =>
    of.posted(told(message, { status: is, at: of.seconds(), more }, isEchoed))
  const fails = (message: Sent, code: number, isEchoed = true) =>
    status(message, 'failed', { errors: [{ code }] }, isEchoed)

  /** A campaign whose message to one person, who has written of late, has gone. */
  const campaign = async () => {
    const agencyId = await listOf(of.world, 'DKPPP')
    await enrol(of.world, { agencyId, phone: PHONE, agreed: true })
    await of.says(budi, 'halo')
    const id = await approved(of.world)
    await sweep()
    return { id, message: of.api.sent.at(-1)! }
  }
  const sweep = async () => {
    await runCampaigns(of.world)
    await of.deliver()
    await runCampaigns(of.world)
  }
  const standing = async (id: string) => {
    const { persons, failures } = await campaignStatus(of.world, id, WRITER)
    return { sent: persons.sent, read: persons.read, failed: persons.failed, visit: persons.visit, failures }
  }

  it.each([true, false])(
    'counts once, in whatever order and however often it comes (our id comes back: %s)',
    async (isEchoed) => {
      const { id, message } = await campaign()
      for (const is of ['read', 'sent', 'delivered', 'read', 'delivered'])
        expect(await status(message, is, {}, isEchoed)).toBe(200)
      const row = (await rows()).at(-1)!
      expect([row.sentAt, row.deliveredAt, row.readAt].every((at) => at !== null)).toBe(true)
      expect(await standing(id)).toMatchObject({ sent: 1, read: 1, failed: 0 })
    },
  )

  it('of a message that is in doubt settles it', async () => {
    of.api.fault({ does: 'reset after' })
    await of.says(budi, 'halo')
    expect((await rows())[0]!.unknownAt).not.toBeNull()
    await status(of.api.sent[0]!, 'sent')
    expect((await rows())[0]!.sentAt).not.toBeNull()
  })

  it('that it came to nothing is told to officers, and the person is visited', async () => {
    const { id, message } = await campaign()
    expect(await standing(id)).toMatchObject({ sent: 1, failed: 0 })
    for (const _ of [1, 2]) await fails(message, 131026)
    await sweep()
    expect(await standing(id)).toMatchObject({
      ...{ failed: 1, visit: 1 },
      failures: [{ failure: 'unreachable', messages: 1 }],
    })
    expect((await all(of.world.database, 'visits')).map(({ reason }) => reason)).toEqual(['undelivered'])
  })

  it('that it came to nothing is passed over where it has arrived', async () => {
    const { id, message } = await campaign()
    await status(message, 'delivered')
    await fails(message, 131026)
    await sweep()
    expect(await standing(id)).toMatchObject({ failed: 0, visit: 0, failures: [] })
  })

  it('that there was too much lets the message go once more', async () => {
    const { id, message } = await campaign()
    await fails(message, 131056)
    expect((await rows()).at(-1)).toMatchObject({ sentAt: null, failedAt: null, externalHash: null })
    of.world.clock.pass(60_000)
    await sweep()
    expect(of.api.sent).toHaveLength(4)
    expect(of.api.sent.at(-1)!.body.biz_opaque_callback_data).toBe(message.body.biz_opaque_callback_data)
    expect(await standing(id)).toMatchObject({ sent: 1, failed: 0, failures: [] })
  })

  it('that the window was closed makes it wait, and says so', async () => {
    const { id, message } = await campaign()
    await fails(message, 131047)
    expect(await standing(id)).toMatchObject({ failures: [{ failure: 'windowClosed', messages: 1 }] })
    expect((await all(of.world.database, 'contacts'))[0]!.windowUntil).toBeNull()
  })

  it('that the person wants nothing more silences us', async () => {
    const { message } = await campaign()
    await fails(message, 131050)
    expect((await all(of.world.database, 'contacts'))[0]!.optedOutAt).not.toBeNull()
  })

  it('before we have noted the sending is kept until then', async () => {
    const early: Promise<number>[] = []
    // Meta is quicker than our own commit.
    of.api.onSent = (message) => void early.push(fails(message, 131026))
    await of.says(budi, 'halo')
    await Promise.all(early)
    await settleEarly(of.world)
    expect((await rows()).map(({ failure }) => failure)).toEqual(['unreachable', 'unreachable'])
    expect(await all(of.world.database, 'earlyReceipts')).toEqual([])
  })

  it('of a message that is not ours does nothing', async () => {
    const foreign = { id: 'wamid.FOREIGN', to: PHONE, body: { type: 'text' } }
    for (const is of ['sent', 'delivered', 'read']) expect(await status(foreign, is)).toBe(200)
    expect(await fails(foreign, 131026)).toBe(200)
    expect(await rows()).toEqual([])
  })
})
