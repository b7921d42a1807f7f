import { beforeEach, describe, expect, it } from 'vitest'
import { makeCode, PERSONAL_CODE, spellCode } from '../../src/domain/code.ts'
import { maskName } from '../../src/domain/masking.ts'
import { MOST_BEHIND_A_PHONE } from '../../src/domain/proof.ts'
import { issueSlip } from '../../src/store/proofs.ts'
import { type Chat, chatOf, enrol, listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const PHONE = '6281000009001'
const REFUSED = /belum cocok dengan daftar kami per 20 November 2026/
const MINUTE = 60_000

let world: TestWorld
let agencyId: string
beforeEach(async () => {
  world = await testWorld()
  agencyId = await listOf(world, 'DKPPP')
})

const links = async () => (await all(world.database, 'contactWorkers')).map(({ workerId, proof }) => [workerId, proof])

/** A slip for a worker; the code as it stands on paper. */
async function slipFor(workerId: string): Promise<string> {
  const code = makeCode(world.ids.random(PERSONAL_CODE))
  const slip = { id: world.ids.next(world.clock.now()), workerId, codeSealed: 'x', issuedAt: world.clock.now() }
  await world.database.run((db) => issueSlip(db, { ...slip, codeHash: world.vault.hash('code', code) }))
  return spellCode(code)
}

/** Asks for the status and answers the birth date, where the chat's phone is known. */
async function byPhone(say: Chat, bornOn: string) {
  await say('menu')
  await say('1')
  return await say(bornOn)
}

async function byCode(say: Chat, code: string, bornOn: string) {
  await say('menu')
  await say('1')
  await say('1')
  await say(code)
  return await say(bornOn)
}

describe('the phone of the chat and the birth date', () => {
  it('prove the worker, who is linked and told, with the name masked', async () => {
    const { workerId } = await enrol(world, { agencyId, phone: PHONE })
    const got = await byPhone(chatOf(world, 'a', '0810-0000-9001'), '17-08-1970')
    expect(got.session).toEqual({ flow: 'status', step: 'show' })
    expect(got.texts[0]).toContain(`${maskName('Siti Aminah')}, Bapak/Ibu *tercatat*`)
    expect(got.texts[0]).toContain('Dinas DKPPP')
    expect(got.texts.join()).not.toMatch(/Siti|Aminah|1970|81000009001/)
    expect(await links()).toEqual([[workerId, 'phone']])
  })

  it('are asked for once: whoever is proven is told at once the next time', async () => {
    await enrol(world, { agencyId, phone: PHONE })
    const say = chatOf(world, 'a', PHONE)
    await byPhone(say, '17-08-1970')
    await say('menu')
    expect((await say('1')).session).toEqual({ flow: 'status', step: 'show' })
  })

  it.each(['17 Agustus 1970', '17/8/70', '17081970', 'Probolinggo, 17-08-1970'])(
    'may be written %s',
    async (written) => {
      await enrol(world, { agencyId, phone: PHONE })
      expect((await byPhone(chatOf(world, 'a', PHONE), written)).session.step).toBe('show')
    },
  )

  it('prove nobody when one of the two is another worker’s', async () => {
    await enrol(world, { agencyId, phone: PHONE, bornOn: '1970-08-17' })
    await enrol(world, { agencyId, phone: '6281000009002', bornOn: '1980-01-01' })
    expect((await byPhone(chatOf(world, 'a', PHONE), '1-1-1980')).texts.join()).toMatch(REFUSED)
    expect(await links()).toEqual([])
  })

  it('prove nothing where the phone stands beside more people than a family has', async () => {
    for (let n = 0; n < MOST_BEHIND_A_PHONE; n++) await enrol(world, { agencyId, phone: PHONE, bornOn: '1980-01-01' })
    await enrol(world, { agencyId, phone: PHONE })
    expect((await byPhone(chatOf(world, 'a', PHONE), '17-08-1970')).texts.join()).toMatch(REFUSED)
    expect(await links()).toEqual([])
  })

  it('tell of no other worker behind the same phone than the one who was born that day', async () => {
    const mother = await enrol(world, { agencyId, phone: PHONE, bornOn: '1970-08-17' })
    await enrol(world, { agencyId, phone: PHONE, bornOn: '1995-02-03', name: 'Budi Santoso' })
    const got = await byPhone(chatOf(world, 'a', PHONE), '17-08-1970')
    expect(got.texts.join()).not.toContain(maskName('Budi Santoso'))
    expect(await links()).toEqual([[mother.workerId, 'phone']])
  })

  it('let two who were born on one day be chosen between', async () => {
    await enrol(world, { agencyId, phone: PHONE, name: 'Siti Aminah' })
    await enrol(world, { agencyId, phone: PHONE, name: 'Budi Santoso' })
    const say = chatOf(world, 'a', PHONE)
    const asked = await byPhone(say, '17-08-1970')
    expect(asked.session.step).toBe('several')
    expect(
      asked.replies
        .at(-1)!
        .prompt.choices.map(({ label }) => label)
        .sort(),
    ).toEqual([maskName('Budi Santoso'), 'Cek orang lain', maskName('Siti Aminah')])
    const budi = asked.replies.at(-1)!.prompt.choices.findIndex(({ label }) => label.startsWith('B')) + 1
    expect((await say(String(budi))).texts.join()).toContain(maskName('Budi Santoso'))
  })
})

describe('the code of the slip and the birth date', () => {
  it('prove the worker, however the code is typed, and use the code up', async () => {
    const { workerId } = await enrol(world, { agencyId })
    const code = await slipFor(workerId)
    const got = await byCode(chatOf(world, 'a'), ` ${code.toLowerCase().replace('-', ' ')} `, '17-08-1970')
    expect(got.session.step).toBe('show')
    expect(await links()).toEqual([[workerId, 'code']])
    expect((await all(world.database, 'slips'))[0]!.usedAt).toEqual(world.clock.now())
  })

  it('prove nobody a second time', async () => {
    const { workerId } = await enrol(world, { agencyId })
    const code = await slipFor(workerId)
    await byCode(chatOf(world, 'a'), code, '17-08-1970')
    expect((await byCode(chatOf(world, 'b'), code, '17-08-1970')).texts.join()).toMatch(REFUSED)
    expect(await links()).toHaveLength(1)
  })

  it('are not used up by a wrong birth date', async () => {
    const { workerId } = await enrol(world, { agencyId })
    const code = await slipFor(workerId)
    await byCode(chatOf(world, 'a'), code, '18-08-1970')
    expect((await byCode(chatOf(world, 'a'), code, '17-08-1970')).session.step).toBe('show')
  })

  it('of two chats in the same moment prove one', async () => {
    const { workerId } = await enrol(world, { agencyId })
    const code = await slipFor(workerId)
    const chats = [chatOf(world, 'a'), chatOf(world, 'b')]
    for (const say of chats) for (const text of ['menu', '1', '1', code]) await say(text)
    await Promise.all(chats.map((say) => say('17-08-1970', 0)))
    expect(await links()).toEqual([[workerId, 'code']])
  })

  it('find the way from a chat whose phone is on no list', async () => {
    const { workerId } = await enrol(world, { agencyId })
    const code = await slipFor(workerId)
    const say = chatOf(world, 'a', '6281000009777')
    expect((await byPhone(say, '17-08-1970')).session.step).toBe('refused')
    for (const text of ['1', code]) await say(text)
    expect((await say('17-08-1970')).session.step).toBe('show')
  })
})

describe('a proof that fails', () => {
  it('is told in the same words whether the person is wrong, unknown, used up or locked', async () => {
    const { workerId } = await enrol(world, { agencyId, phone: PHONE })
    const code = await slipFor(workerId)
    await byCode(chatOf(world, 'other'), code, '17-08-1970')
    const locked = chatOf(world, 'locked', PHONE)
    for (let n = 0; n < 6; n++) await byPhone(locked, '1-1-1980')
    const told = [
      await byPhone(chatOf(world, 'wrong', PHONE), '1-1-1980'),
      await byPhone(chatOf(world, 'unknown', '6281000009777'), '17-08-1970'),
      await byCode(chatOf(world, 'used'), code, '17-08-1970'),
      await byCode(chatOf(world, 'never'), 'K7PM4XQ2', '17-08-1970'),
      await byPhone(locked, '17-08-1970'),
    ].map(({ replies }) => JSON.stringify(replies.map(({ prompt: { text, choices } }) => [text, choices])))
    expect(told[0]).toMatch(REFUSED)
    expect(new Set(told).size).toBe(1)
  })

  it('changes nothing but the counters', async () => {
    await byPhone(chatOf(world, 'a', PHONE), '1-1-1980')
    expect(await links()).toEqual([])
    expect((await all(world.database, 'attempts')).map(({ failures }) => failures)).toEqual([1, 1])
    expect(await all(world.database, 'reach')).toEqual([])
  })
})

describe('five tries', () => {
  const right = '17-08-1970'
  const fail = async (say: Chat, times: number) => {
    for (let n = 0; n < times; n++) await byPhone(say, '1-1-1980')
  }
  const isShown = async (say: Chat) => (await byPhone(say, right)).session.step === 'show'

  it('are free: the fifth may still be the right one', async () => {
    await enrol(world, { agencyId, phone: PHONE })
    const say = chatOf(world, 'a', PHONE)
    await fail(say, 4)
    expect(await isShown(say)).toBe(true)
  })

  it('that all failed lock for a quarter of an hour, then for an hour', async () => {
    await enrol(world, { agencyId, phone: PHONE })
    const say = chatOf(world, 'a', PHONE)
    await fail(say, 5)
    world.clock.pass(15 * MINUTE)
    await fail(say, 1)
    world.clock.pass(15 * MINUTE)
    const locked = (await all(world.database, 'attempts')).map(({ lockedUntil }) => lockedUntil! > world.clock.now())
    expect(locked).toEqual([true, true])
    world.clock.pass(45 * MINUTE)
    expect(await isShown(say)).toBe(true)
  })

  it('lock also when the right answer comes while the lock stands', async () => {
    await enrol(world, { agencyId, phone: PHONE })
    const say = chatOf(world, 'a', PHONE)
    await fail(say, 5)
    expect(await isShown(say)).toBe(false)
    expect(await links()).toEqual([])
  })

  it('are counted against persons who are on no list just the same', async () => {
    const say = chatOf(world, 'a', '6281000009777')
    await fail(say, 5)
    await enrol(world, { agencyId, phone: '6281000009777' })
    expect(await isShown(say)).toBe(false)
    world.clock.pass(24 * 60 * MINUTE)
    expect(await isShown(say)).toBe(true)
  })

  it('against one code count from whichever chat they come', async () => {
    const { workerId } = await enrol(world, { agencyId })
    const code = await slipFor(workerId)
    for (let n = 0; n < 5; n++) await byCode(chatOf(world, `stranger-${n}`), code, '1-1-1980')
    expect((await byCode(chatOf(world, 'another'), code, right)).texts.join()).toMatch(REFUSED)
  })

  it('of one contact lock no other contact out', async () => {
    await enrol(world, { agencyId, phone: '6281000009002' })
    await fail(chatOf(world, 'a', PHONE), 7)
    expect(await isShown(chatOf(world, 'b', '6281000009002'))).toBe(true)
  })

  it('lock nobody out who is proven already', async () => {
    await enrol(world, { agencyId, phone: PHONE })
    const proven = chatOf(world, 'proven', PHONE)
    expect(await isShown(proven)).toBe(true)
    await fail(chatOf(world, 'family', PHONE), 7)
    await proven('menu')
    expect((await proven('1')).session.step).toBe('show')
  })
})

describe('the link of a slip', () => {
  it('holds the code, so that only the birth date is asked', async () => {
    const { workerId } = await enrol(world, { agencyId, phone: PHONE })
    const code = (await slipFor(workerId)).replace('-', '')
    const say = chatOf(world, 'a')
    expect((await say({ text: 'menu', openedWith: code })).session).toEqual({ flow: 'status', step: 'bornOn' })
    expect((await say('17-08-1970')).session).toEqual({ flow: 'status', step: 'show' })
    expect(await links()).toEqual([[workerId, 'code']])
  })

  it('proves a second person in a chat that is proven already', async () => {
    const first = await enrol(world, { agencyId, phone: PHONE })
    const second = await enrol(world, { agencyId, bornOn: '1980-01-02' })
    const say = chatOf(world, 'a', PHONE)
    await byPhone(say, '17-08-1970')
    expect((await say({ text: 'menu', openedWith: await slipFor(second.workerId) })).session.step).toBe('bornOn')
    const shown = await say('02-01-1980')
    expect([shown.session.step, shown.texts[0]]).toEqual(['show', expect.stringContaining('*tercatat*')])
    expect(await links()).toEqual([
      [first.workerId, 'phone'],
      [second.workerId, 'code'],
    ])
  })

  it('that was made up is refused like any other code', async () => {
    await enrol(world, { agencyId, phone: PHONE })
    const say = chatOf(world, 'a')
    await say({ text: 'menu', openedWith: 'K7PM4XQ2' })
    expect((await say('17-08-1970')).texts[0]).toMatch(REFUSED)
  })

  it('that holds no code opens the menu', async () => {
    expect((await chatOf(world, 'a')({ text: 'menu', openedWith: 'poster-7' })).session.flow).toBe('mainMenu')
  })
})
