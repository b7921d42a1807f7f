import { beforeEach, describe, expect, it } from 'vitest'
import { simulated } from '../../../src/channels/simulated/simulated.ts'
import { MOST_BEHIND_A_PHONE } from '../../../src/domain/proof.ts'
import { previewCampaign, previewDraft } from '../../../src/services/campaigns/preview.ts'
import { changeContact, linkWorkers } from '../../../src/store/contacts.ts'
import { chatOf, enrol, listOf } from '../../store/registered.ts'
import { all, contact, put } from '../../store/rows.ts'
import { type TestWorld, type TestWorldOptions, testWorld } from '../../support/world.ts'
import { approved, draft, officer, personsOf, submitted, sweep, WRITER } from './campaigning.ts'

const PHONE = '6281000009001'
const PERSONAL = { id: 'Salam {nama}: {segmen}, {masa}, {status}.' }

let world: TestWorld
let agencyId: string
beforeEach(() => begin())

async function begin(options: TestWorldOptions = {}): Promise<void> {
  world = await testWorld(options)
  agencyId = await listOf(world, 'DKPPP')
}

const on = (over: Partial<Parameters<typeof enrol>[1]> = {}) => enrol(world, { agencyId, agreed: true, ...over })

describe('a preview', () => {
  it('shows ten at the most, each as the message would be, with nobody’s name', async () => {
    for (let n = 0; n < 12; n++) await on({ phone: `62810000091${String(n).padStart(2, '0')}`, name: 'Siti Aminah' })
    const { count, samples } = await previewCampaign(world, await submitted(world), WRITER)
    expect(count).toEqual({ persons: 12, withChannel: 12, visit: 0 })
    expect(samples).toHaveLength(10)
    expect(samples[0]).toEqual({
      ...{ name: 'S••• A•••', others: 0, route: 'message', locale: 'id', isFirstNotice: false, waits: false },
      prompt: {
        text: 'Salam S••• A•••, ada kabar dari Dinas DKPPP.',
        choices: [
          { value: 'status', label: 'Cek perlindungan saya' },
          { value: 'genuine', label: 'Apakah ini resmi?' },
          { value: 'stop', label: 'Jangan kirimi saya pesan' },
        ],
      },
    })
    expect(JSON.stringify(samples)).not.toMatch(/Siti|Aminah|628100/)
  })

  it('shows who gets a first notice instead, and who is visited and why', async () => {
    await on({ phone: PHONE })
    await on()
    const { samples } = await previewDraft(world, 'DKPPP', draft({ texts: PERSONAL }), WRITER)
    const told = samples.find(({ route }) => route === 'message')
    expect(told).toMatchObject({ isFirstNotice: true, prompt: { text: expect.stringContaining('Balas 1') } })
    expect(samples.find(({ route }) => route === 'visit')).toMatchObject({ reason: 'noPhone' })
  })

  it('counts and shows as visits those whose phone a crowd shares, as the sending will', async () => {
    for (let n = 0; n <= MOST_BEHIND_A_PHONE; n++) await on({ phone: PHONE })
    const { count, samples } = await previewDraft(world, 'DKPPP', draft(), WRITER)
    expect(count).toEqual({ persons: 13, withChannel: 0, visit: 13 })
    expect(new Set(samples.map((sample) => sample.route === 'visit' && sample.reason))).toEqual(
      new Set(['phoneShared']),
    )
  })

  it('writes nothing', async () => {
    await on({ phone: PHONE })
    await on()
    await previewDraft(world, 'DKPPP', draft(), WRITER)
    for (const table of ['contacts', 'outbox', 'visits', 'campaigns', 'sessions'] as const)
      expect(await all(world.database, table)).toEqual([])
  })

  it('is refused of a draft that could not be kept, and of an agency that is not the officer’s', async () => {
    const preview = (over: Parameters<typeof draft>[0], by = WRITER) => previewDraft(world, 'DKPPP', draft(over), by)
    await expect(preview({ texts: { id: 'Kirim PIN' } })).rejects.toMatchObject({ code: 'campaigns.badText' })
    await expect(preview({}, officer({ agencyId: 'other' }))).rejects.toMatchObject({ code: 'operation.noAgency' })
    await expect(preview({}, officer({ role: 'auditor' }))).rejects.toMatchObject({ code: 'campaigns.refused.role' })
  })

  it.each([true, false])('counts what the sending comes to (a channel that writes first: %s)', async (writesFirst) => {
    await begin({ abilities: { writesFirst } })
    const now = world.clock.now()
    const phone = (n: number) => `62810000092${String(n).padStart(2, '0')}`
    const alter = async (n: number, to: Parameters<typeof changeContact>[2]) => {
      const { contactId } = await chatOf(world, phone(n), phone(n))('halo')
      await world.database.run((db) => changeContact(db, contactId, to))
    }
    for (let n = 0; n < 3; n++) await on({ phone: phone(1) })
    await on({ phone: phone(2), agreed: false })
    await on({ phone: phone(3) })
    await alter(3, { optedOutAt: now })
    await on({ phone: phone(4), agreed: false })
    await alter(4, { optedInAt: now })
    await on({ phone: phone(5) })
    await alter(5, { bereavedAt: now })
    await on()
    const own = await on()
    const { contactId } = await chatOf(world, 'own')('mulai lagi')
    const proof = { proof: 'code' as const, provenAt: now, provenBy: 'test' }
    await world.database.run((db) => linkWorkers(db, contactId, [own.workerId], proof))
    const id = await submitted(world)
    const { count, channels } = await previewCampaign(world, id, WRITER)
    const sent = await approved(world)
    await sweep(world)
    const { sent: told, visit, frozen } = await personsOf(world, sent)
    expect(count).toEqual({ persons: frozen, withChannel: told, visit })
    const messages = (await all(world.database, 'outbox')).filter(({ cause }) => cause === 'campaign').length
    expect(channels).toMatchObject([{ channel: 'simulated', persons: told, chats: messages, cost: { is: 'free' } }])
    expect(count).toEqual(
      writesFirst ? { persons: 9, withChannel: 5, visit: 4 } : { persons: 9, withChannel: 2, visit: 7 },
    )
  })

  it('tells what it costs once the price of a message is set, and until then that it is not', async () => {
    await begin({ abilities: { perSecond: 1, costs: 'whatsappRupiah' } })
    for (let n = 0; n < 90; n++) await on({ phone: `62810000090${String(Math.floor(n / 2)).padStart(2, '0')}` })
    const preview = () => previewDraft(world, 'DKPPP', draft(), WRITER)
    const unset = { is: 'unset', setting: 'whatsappRupiah' }
    expect(await preview()).toMatchObject({ channels: [{ persons: 90, chats: 45, cost: unset }], cost: unset })
    world.change({ whatsappRupiah: 356.65 })
    const { cost, sending } = await preview()
    expect(cost).toEqual({ is: 'rupiah', rupiah: 16_050 })
    expect(sending!.until.getTime() - sending!.from.getTime()).toBe(45_000)
  })

  it('tells of each channel, and of all together as long as the slowest takes', async () => {
    const [free, paid] = [simulated(() => ({ sent: true })), simulated(() => ({ sent: true }), { writesFirst: false })]
    const telegram = { ...paid, name: 'telegram', abilities: { ...paid.abilities, perSecond: 1 } }
    await begin({ channels: [free, telegram] })
    await on({ phone: PHONE })
    const { workerId } = await on()
    const row = contact({ channel: 'telegram', optedInAt: world.clock.now() })
    await put(world.database, 'contacts', row)
    const proof = { proof: 'code' as const, provenAt: world.clock.now(), provenBy: 'test' }
    await world.database.run((db) => linkWorkers(db, row.id, [workerId], proof))
    const { channels, sending, cost } = await previewDraft(world, 'DKPPP', draft(), WRITER)
    expect(channels.map(({ channel, chats }) => [channel, chats])).toEqual([
      ['simulated', 1],
      ['telegram', 1],
    ])
    expect(sending!.until.getTime() - sending!.from.getTime()).toBe(1000)
    expect(cost).toEqual({ is: 'free' })
  })
})
