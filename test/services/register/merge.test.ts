import { beforeEach, describe, expect, it } from 'vitest'
import { makeCode, PERSONAL_CODE, spellCode } from '../../../src/domain/code.ts'
import { MOST_BEHIND_A_PHONE } from '../../../src/domain/proof.ts'
import { checkCard } from '../../../src/services/card-check.ts'
import { deliverAllDue } from '../../../src/services/deliver.ts'
import { linkFaceToFace } from '../../../src/services/face-to-face.ts'
import { routeNotices } from '../../../src/services/notices.ts'
import { reachOf } from '../../../src/services/reach-report.ts'
import { decideDoubt, undoDecision } from '../../../src/services/register/decide.ts'
import { mergeWorkers, undoMerge } from '../../../src/services/register/merge.ts'
import { issueSlip, keepStatusLink } from '../../../src/store/proofs.ts'
import { countRecipients, tallyReach } from '../../../src/store/recipient-counts.ts'
import { recordConsent } from '../../../src/store/register.ts'
import { countOpenVisits, openVisits } from '../../../src/store/visits.ts'
import { crowdedPhones } from '../../../src/store/workers.ts'
import { chatOf, enrol, listOf } from '../../store/registered.ts'
import { all, campaign, put } from '../../store/rows.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'
import { doubting, NIK, officer } from './doubting.ts'

const [PHONE, OTHER_PHONE] = ['6281000009001', '6281000009002']
const SLIPPED = '1971-08-17'

let world: TestWorld
let own: string
let other: string
beforeEach(async () => {
  world = await testWorld()
  own = await listOf(world, 'DKPPP')
  other = await listOf(world, 'KESRA')
})

const by = officer()
const person = (phone?: string) => enrol(world, { agencyId: other, ...(phone && { phone, agreed: true }) })
const entry = (phone?: string) =>
  enrol(world, { agencyId: own, name: 'Siti Amina', bornOn: SLIPPED, ...(phone && { phone, agreed: true }) })
const links = async () =>
  (await all(world.database, 'contactWorkers')).map(({ contactId, workerId }) => [contactId, workerId])
const told = () => world.carried.filter(({ prompt }) => prompt.text.includes('ada kabar tentang')).length
const worker = async (id: string) => (await all(world.database, 'workers')).find((one) => one.id === id)!

async function merge(entryId: string, intoId: string): Promise<string> {
  world.clock.pass(1000)
  const mergeId = await mergeWorkers(world, { workerId: entryId, intoId, by })
  world.clock.pass(1000)
  return mergeId
}

/** The phone's owner lets the agency write. */
async function agree(phone: string): Promise<void> {
  const leave = { id: `leave-${phone}`, phoneHash: world.vault.hash('phone', phone), agencyId: own }
  const given = { ...leave, source: 'formulir', givenOn: '2026-01-10', recordedAt: world.clock.now() }
  await world.database.run((db) => recordConsent(db, given))
}

async function notify(): Promise<void> {
  await routeNotices(world)
  await deliverAllDue(world)
}

/** A chat that proves itself by its phone and a birth date, and what it is told. */
async function proves(address: string, phone: string, bornOn: string): Promise<string> {
  const say = chatOf(world, address, phone)
  await say('menu')
  await say('1')
  return (await say(bornOn)).texts.join('\n')
}

describe('a person of two entries', () => {
  it('is proven by what either list says: phone, birth date, slip, card, code', async () => {
    const [{ workerId }, { workerId: entryId }] = [await person(PHONE), await entry(OTHER_PHONE)]
    const code = makeCode(world.ids.random(PERSONAL_CODE))
    const slip = { id: 'slip', workerId: entryId, codeSealed: 'x', issuedAt: world.clock.now() }
    await world.database.run((db) => issueSlip(db, { ...slip, codeHash: world.vault.hash('code', code) }))
    await merge(entryId, workerId)
    expect(await proves('a', OTHER_PHONE, '17-08-1971')).toMatch(/Dinas (DKPPP|KESRA)[\s\S]+Dinas (DKPPP|KESRA)/)
    expect(await proves('b', PHONE, '17-08-1971')).toContain('tercatat')
    const say = chatOf(world, 'c')
    for (const text of ['menu', '1', '1', spellCode(code)]) await say(text)
    expect((await say('17-08-1970')).texts[0]).toContain('tercatat')
    const contacts = await all(world.database, 'contacts')
    await linkFaceToFace(world, {
      ...{ chatCode: contacts.find(({ phoneHash }) => phoneHash === null)!.code, officer: 'bu-rina' },
      workerCode: (await worker(entryId)).code,
    })
    expect(new Set((await links()).map(([, id]) => id))).toEqual(new Set([workerId]))
    const { nikSealed, name, bornOn, kelurahan } = await worker(entryId)
    const [createdAt, expiresAt] = [world.clock.now(), new Date(world.clock.now().getTime() + 60_000)]
    const tokenHash = world.vault.hash('token', 'token')
    await world.database.run((db) => keepStatusLink(db, { tokenHash, contactId: 'c', createdAt, expiresAt }))
    const card = { nik: world.vault.open('workers.nik', nikSealed), name, bornOn, kelurahan: kelurahan! }
    const checked = await checkCard(world, 'token', card)
    expect(checked.is === 'found' && JSON.stringify(checked.words)).toMatch(/KESRA/)
  })

  it('counts once behind a phone, and once in the report', async () => {
    const { workerId } = await person(PHONE)
    const entries: { workerId: string }[] = []
    while (entries.length < MOST_BEHIND_A_PHONE) entries.push(await entry(PHONE))
    const crowd = () => world.database.run((db) => crowdedPhones(db, [world.vault.hash('phone', PHONE)]))
    expect((await crowd()).size).toBe(1)
    for (const { workerId: entryId } of entries) await merge(entryId, workerId)
    expect((await crowd()).size).toBe(0)
    expect(await reachOf(world, { from: '2026-11-01', to: '2026-11-30' })).toMatchObject({ listed: 1 })
  })

  it('is told of each list once, whatever is merged and undone', async () => {
    const [{ workerId }, { workerId: entryId }] = [await person(PHONE), await entry(OTHER_PHONE)]
    await notify()
    expect(told()).toBe(2)
    const mergeId = await merge(entryId, workerId)
    await notify()
    await undoMerge(world, { mergeId, by })
    await notify()
    await merge(entryId, workerId)
    await notify()
    expect(told()).toBe(2)
    expect(await reachOf(world, { from: '2026-11-01', to: '2026-11-30' })).toMatchObject({ listed: 1 })
  })

  it('counts once in a campaign that went to both entries, and again as two once they are parted', async () => {
    const [{ workerId }, { workerId: entryId }] = [await person(), await entry()]
    const sent = campaign({ agencyId: own })
    const occasion = `campaign:${sent.id}`
    await put(world.database, 'campaigns', sent)
    for (const id of [workerId, entryId]) {
      await put(world.database, 'campaignRecipients', {
        campaignId: sent.id,
        workerId: id,
        frozenAt: world.clock.now(),
      })
      await put(world.database, 'reach', {
        ...{ workerId: id, kind: 'delivered', occasion, agencyId: own, channel: 'simulated', day: '2026-11-24' },
        at: world.clock.now(),
      })
    }
    const counted = async () => ({
      persons: (await world.database.run((db) => countRecipients(db, sent.id))).persons,
      delivered: (await world.database.run((db) => tallyReach(db, occasion))).get('delivered'),
      reported: (await reachOf(world, { from: '2026-11-01', to: '2026-11-30' })).persons.delivered,
    })
    const mergeId = await merge(entryId, workerId)
    expect(await counted()).toEqual({ persons: 1, delivered: 1, reported: 1 })
    await undoMerge(world, { mergeId, by })
    expect(await counted()).toEqual({ persons: 2, delivered: 2, reported: 2 })
  })

  it('stands on the visit list once, with one code that works', async () => {
    const [{ workerId }, { workerId: entryId }] = [await person(), await entry()]
    await routeNotices(world)
    const lists = async () => {
      const on = async (agencyId: string) =>
        (await world.database.run((db) => openVisits(db, agencyId, undefined, world.clock.now()))).map(
          ({ worker }) => worker.id,
        )
      return [await on(own), await on(other)]
    }
    const mergeId = await merge(entryId, workerId)
    expect(await lists()).toEqual([[], [workerId]])
    expect(await world.database.run((db) => countOpenVisits(db, { agencyId: null, kelurahan: null }))).toBe(1)
    await undoMerge(world, { mergeId, by })
    expect(await lists()).toEqual([[entryId], [workerId]])
  })
})

describe('a merge that was wrong', () => {
  it('lets the chat of the one see the other’s list no longer than it stands', async () => {
    const [{ workerId }, { workerId: entryId }] = [await person(PHONE), await entry(OTHER_PHONE)]
    expect(await proves('family', OTHER_PHONE, '17-08-1971')).not.toContain('KESRA')
    const mergeId = await merge(entryId, workerId)
    const say = chatOf(world, 'family', OTHER_PHONE)
    await say('menu')
    expect((await say('1')).texts.join()).toContain('KESRA')
    await undoMerge(world, { mergeId, by })
    const shown = [...(await say('cek status saya')).texts, ...(await say('menu')).texts, ...(await say('1')).texts]
    expect(shown.join()).toContain('DKPPP')
    expect(shown.join()).not.toContain('KESRA')
    expect((await links()).map(([, id]) => id)).toEqual([entryId])
  })

  it('takes proofs back that were given while it stood, and begins those chats anew', async () => {
    const [{ workerId }, { workerId: entryId }] = [await person(PHONE), await entry(OTHER_PHONE)]
    const mergeId = await merge(entryId, workerId)
    expect(await proves('family', OTHER_PHONE, '17-08-1971')).toContain('KESRA')
    await undoMerge(world, { mergeId, by })
    expect(await links()).toEqual([])
    const say = chatOf(world, 'family', OTHER_PHONE)
    expect((await say('1')).texts.join()).not.toContain('KESRA')
    expect(await proves('family', OTHER_PHONE, '17-08-1971')).toContain('DKPPP')
    expect((await links()).map(([, id]) => id)).toEqual([entryId])
  })

  it.each([
    ['has not left for the other’s phone', true],
    ['waits at the other’s door', false],
  ])('takes news back that %s; it finds its own person', async (_, isAgreed) => {
    const { workerId } = await person(PHONE)
    await notify()
    if (isAgreed) await agree(PHONE)
    const { doubtId } = await doubting(world, { agencyId: own, workerId, nik: NIK })
    world.clock.pass(1000)
    await decideDoubt(world, { doubtId, decision: 'same', by })
    world.clock.pass(1000)
    expect(await routeNotices(world)).toMatchObject({ messages: isAgreed ? 1 : 0, visits: isAgreed ? 0 : 1 })
    await undoDecision(world, { doubtId, by })
    await deliverAllDue(world)
    await notify()
    expect(told()).toBe(1)
    const entryId = (await all(world.database, 'workers')).find(({ id }) => id !== workerId)!.id
    expect((await all(world.database, 'visits')).map(({ workerId: id }) => id)).toEqual([entryId])
  })

  it('gives claims, corrections and slips back to whose they are', async () => {
    const [{ workerId }, { workerId: entryId }] = [await person(), await entry()]
    const at = world.clock.now()
    await put(world.database, 'claims', {
      ...{ id: 'claim', contactId: 'c', workerId: entryId, codeSealed: 'x', codeHash: 'x', bornHash: 'x' },
      ...{ kind: 'jkm', cause: 'notWork', state: 'open', openedAt: at, updatedAt: at },
    })
    await put(world.database, 'corrections', {
      ...{ id: 'correction', contactId: 'c', workerId: entryId, agencyId: own, field: 'name', wishSealed: 'x' },
      ...{ openedAt: at, dueAt: at },
    })
    await put(world.database, 'slips', { id: 's', workerId: entryId, codeSealed: 'x', codeHash: 's', issuedAt: at })
    const owners = async () =>
      Promise.all(
        (['claims', 'corrections', 'slips'] as const).map(
          async (table) => (await all(world.database, table))[0]!.workerId,
        ),
      )
    const mergeId = await merge(entryId, workerId)
    expect(await owners()).toEqual([workerId, workerId, workerId])
    expect((await all(world.database, 'merges'))[0]!.moved).toEqual({
      ...{ claims: ['claim'], corrections: ['correction'], slips: ['s'], workers: [entryId] },
    })
    await undoMerge(world, { mergeId, by })
    expect(await owners()).toEqual([entryId, entryId, entryId])
  })

  it('parts what families have told meanwhile: a known chat’s goes with it, of an unproven one nobody knows whose', async () => {
    const [{ workerId }, { workerId: entryId }] = [await person(PHONE), await entry(OTHER_PHONE)]
    await proves('family', OTHER_PHONE, '17-08-1971')
    const [family] = await links()
    const mergeId = await merge(entryId, workerId)
    await proves('stranger', PHONE, '17-08-1970')
    const at = world.clock.now()
    const stranger = (await links()).find(([contactId]) => contactId !== family![0])!
    const told = (id: string, contactId: string) => ({
      ...{ id, contactId, workerId, codeSealed: 'x', codeHash: id, bornHash: 'x' },
      ...({ kind: 'jkm', cause: 'notWork', state: 'open', openedAt: at, updatedAt: at } as const),
    })
    await put(world.database, 'claims', told('of-family', family![0]!), told('of-stranger', stranger[0]!))
    await undoMerge(world, { mergeId, by })
    const claims = (await all(world.database, 'claims')).map(({ id, workerId: whose }) => [id, whose])
    expect(Object.fromEntries(claims)).toEqual({ 'of-family': entryId, 'of-stranger': null })
  })

  it('leaves a visit to whoever came to need one while it stood', async () => {
    const { workerId: entryId } = await entry()
    await routeNotices(world)
    const { workerId } = await person()
    const mergeId = await merge(entryId, workerId)
    await routeNotices(world)
    expect((await all(world.database, 'visits')).map(({ workerId: id }) => id)).toEqual([workerId])
    await undoMerge(world, { mergeId, by })
    await routeNotices(world)
    expect(new Set((await all(world.database, 'visits')).map(({ workerId: id }) => id))).toEqual(
      new Set([workerId, entryId]),
    )
  })
})

describe('a merge without a doubt', () => {
  it('is for those who see the whole city', async () => {
    const [{ workerId }, { workerId: intoId }] = [await entry(), await person()]
    const clerk = officer(own, { role: 'clerk' })
    await expect(mergeWorkers(world, { workerId, intoId, by: clerk })).rejects.toMatchObject({
      code: 'doubts.notAllowed',
    })
  })

  it('is refused where there is nothing to merge, and undone once', async () => {
    const [{ workerId }, { workerId: intoId }] = [await entry(), await person()]
    const refused = (pair: { workerId: string; intoId: string }, code: string) =>
      expect(mergeWorkers(world, { ...pair, by })).rejects.toMatchObject({ code })
    await refused({ workerId, intoId: workerId }, 'doubts.itself')
    await refused({ workerId, intoId: 'nobody' }, 'doubts.noWorker')
    const mergeId = await merge(workerId, intoId)
    await refused({ workerId, intoId }, 'doubts.alreadyOne')
    await refused({ workerId: intoId, intoId: workerId }, 'doubts.alreadyOne')
    await undoMerge(world, { mergeId, by })
    await expect(undoMerge(world, { mergeId, by })).rejects.toMatchObject({ code: 'doubts.notMerged' })
  })

  it('by a decision is undone by taking that back', async () => {
    const { workerId } = await person()
    const { doubtId } = await doubting(world, { agencyId: own, workerId, nik: NIK })
    await decideDoubt(world, { doubtId, decision: 'same', by })
    const [made] = await all(world.database, 'merges')
    await expect(undoMerge(world, { mergeId: made!.id, by })).rejects.toMatchObject({ code: 'doubts.byDecision' })
  })
})
