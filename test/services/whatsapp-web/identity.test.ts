import { afterEach, describe, expect, it } from 'vitest'
import type { Channel, Outgoing, Sent } from '../../../src/channels/channel.ts'
import { accountOf } from '../../../src/channels/whatsapp-web/account.ts'
import { ABILITIES } from '../../../src/channels/whatsapp-web/dress.ts'
import { WHATSAPP_WEB } from '../../../src/channels/whatsapp-web/whatsapp-web.ts'
import { deliverAllDue, deliverReplies, settleLapsed } from '../../../src/services/deliver.ts'
import { routeNotices } from '../../../src/services/notices.ts'
import { takeReceipt } from '../../../src/services/receipts.ts'
import { receive } from '../../../src/services/receive.ts'
import { enrol, listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { engines } from '../../support/databases.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const PHONE = '6281000009001'
const LID = '900000000009001@lid'

let world: TestWorld
let sent: Outgoing[]
let outcomes: Sent[]
afterEach(() => world.database.close())

async function begin(engine: keyof typeof engines): Promise<void> {
  sent = []
  outcomes = []
  const channel: Channel = {
    ...{ name: WHATSAPP_WEB, abilities: ABILITIES, start: async () => {}, stop: async () => {} },
    state: () => ({ is: 'ready', account: '6281000009900' }),
    send: async (message) => {
      sent.push(message)
      return outcomes.shift() ?? { sent: true, externalId: message.id }
    },
  }
  world = await testWorld({ database: await engines[engine](), channels: [channel] })
}

let said = 0
async function hear(text: string, ...ids: string[]): Promise<void> {
  const arrival = { externalId: `${++said}`, ...accountOf(...ids)!, text }
  const { replies } = await receive(world, WHATSAPP_WEB, arrival)
  world.clock.pass(5000)
  await deliverReplies(world, replies)
}

const last = () => sent.at(-1)!.prompt.text
const contacts = () => all(world.database, 'contacts')
const notices = async () => (await all(world.database, 'outbox')).filter(({ cause }) => cause === 'notice')
const links = () => all(world.database, 'contactWorkers')

/** Somebody has written from the phone, and is told that there is news. */
async function notified(...becomes: Sent[]): Promise<void> {
  await hear('halo', `${PHONE}@c.us`)
  sent.length = 0
  outcomes = becomes
  const agencyId = await listOf(world, 'DKPPP')
  await enrol(world, { agencyId, phone: PHONE, agreed: true })
  await routeNotices(world)
  world.clock.pass(60_000)
  await deliverAllDue(world)
}

describe.each(Object.keys(engines) as (keyof typeof engines)[])('somebody on WhatsApp Web, on %s', (engine) => {
  it('who is known by the phone and answers under a LID is the same person', async () => {
    await begin(engine)
    await notified()
    expect(sent).toMatchObject([{ address: PHONE }])
    await hear('cek', LID, `${PHONE}@c.us`)
    expect(last()).toContain('tanggal lahir')
    await hear('17-08-1970', LID)
    expect(sent.map(({ prompt }) => prompt.text).join()).toContain('sebagai peserta')
    expect(await contacts()).toHaveLength(1)
    expect(await links()).toHaveLength(1)
    // Without the LID, as WhatsApp tells it some other day.
    await hear('menu', `${PHONE}@c.us`)
    expect(await contacts()).toHaveLength(1)
  })

  it('who shows no phone is asked for another proof, and is known once it is shown', async () => {
    await begin(engine)
    await notified()
    await hear('cek', LID)
    expect(last()).toContain('Pilih cara yang paling mudah')
    expect((await contacts()).filter(({ phoneHash }) => phoneHash === null)).toHaveLength(1)
  })

  it('whose number is another under the same LID has lost the links until they are proven again', async () => {
    await begin(engine)
    await notified()
    await hear('cek', LID, `${PHONE}@c.us`)
    await hear('17-08-1970', LID, `${PHONE}@c.us`)
    const [linked] = await links()
    await hear('cek', LID, '6281000009007@c.us')
    const writer = (await contacts()).find(({ id }) => id !== linked!.contactId)
    expect(writer).toBeDefined()
    expect(await links()).toEqual([linked])
    expect(last()).not.toContain('sebagai peserta')
  })

  it('whose message is in doubt gets it once, and it is known as arrived when WhatsApp says so later', async () => {
    await begin(engine)
    await notified({ sent: false, because: 'unknown', failure: 'noAnswer', externalId: 'NAME' })
    for (let n = 0; n < 5; n++) {
      world.clock.pass(600_000)
      await settleLapsed(world)
      await deliverAllDue(world)
    }
    expect(sent).toHaveLength(1)
    expect(await notices()).toMatchObject([{ sentAt: null, unknownAt: expect.any(Date) }])
    await takeReceipt(world, { channel: WHATSAPP_WEB, message: { theirs: 'NAME' }, kind: 'delivered' })
    expect(await notices()).toMatchObject([{ sentAt: expect.any(Date), deliveredAt: expect.any(Date) }])
  })
})
