import type { Arrival, Receipt } from '../../../src/channels/channel.ts'
import { WhatsappCloud } from '../../../src/channels/whatsapp-cloud/whatsapp-cloud.ts'
import { deliverAllDue, deliverReplies } from '../../../src/services/deliver.ts'
import { takeReceipt } from '../../../src/services/receipts.ts'
import { receive } from '../../../src/services/receive.ts'
import type { Database } from '../../../src/store/work.ts'
import { CLOUD, GraphApi } from '../../support/whatsapp/graph-api.ts'
import { type Person, payload, post } from '../../support/whatsapp/person.ts'
import { testWorld } from '../../support/world.ts'

/** A world whose only channel is the real adapter, before a stand-in of Meta; what is due goes when the test says so. */
export async function cloudWorld(prepare: (api: GraphApi) => void = () => {}, database?: Database) {
  const api = await GraphApi.open()
  prepare(api)
  const cloud = new WhatsappCloud({ ...CLOUD, apiRoot: api.url, choose: 'Pilih' })
  const world = await testWorld({ channels: [cloud], ...(database && { database }) })
  await cloud.start(
    async (arrival: Arrival) => {
      const { replies } = await receive(world, cloud.name, arrival)
      world.clock.pass(5000)
      await deliverReplies(world, replies)
    },
    world.log,
    (receipt: Receipt) => takeReceipt(world, { ...receipt, channel: cloud.name }),
  )
  while (cloud.state().is !== 'ready') await new Promise((done) => setTimeout(done, 2))
  const seconds = () => Math.floor(world.clock.now().getTime() / 1000)
  return {
    ...{ api, cloud, world, seconds },
    posted: async (body: object) => (await cloud.hook(post(body))).status,
    says: async (person: Person, text: string) => (await cloud.hook(post(person.says(text, seconds())))).status,
    system: (names: object, system: object) =>
      payload({ messages: [{ ...names, id: api.nextId(), timestamp: String(seconds()), type: 'system', system }] }),
    /** Lets what is due go, also what a pair has to wait for. */
    deliver: async () => {
      await deliverAllDue(world)
      world.clock.pass(6000)
      await deliverAllDue(world)
    },
    close: async () => {
      await cloud.stop()
      await world.database.close()
      await api.close()
      if (api.faulty.length > 0) throw new Error(api.faulty[0])
    },
  }
}

export type CloudWorld = Awaited<ReturnType<typeof cloudWorld>>
