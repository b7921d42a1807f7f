import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildHost } from '../../src/host/build-host.ts'
import { limits } from '../../src/host/limits.ts'
import { addApiToken, endApiToken } from '../../src/services/accounts/api-tokens.ts'
import { deliverAllDue } from '../../src/services/deliver.ts'
import { routeNotices } from '../../src/services/notices.ts'
import { reachOf } from '../../src/services/reach-report.ts'
import { addMeeting } from '../../src/store/meetings.ts'
import { chatOf, enrol, listOf } from '../store/registered.ts'
import { all, campaign, put } from '../store/rows.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const PHONE = '6281000009001'
const NOVEMBER = 'from=2026-11-01&to=2026-11-30'

let world: TestWorld
let app: Awaited<ReturnType<typeof buildHost>>
let token: string
let tokenId: string
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  const mine = await listOf(world, 'DKPPP')
  const theirs = await listOf(world, 'KESRA')
  await enrol(world, { agencyId: mine, phone: PHONE, agreed: true })
  await enrol(world, { agencyId: mine, kelurahan: '35.74.02.1001' })
  await enrol(world, { agencyId: theirs, kelurahan: '35.74.03.1001' })
  await routeNotices(world)
  await deliverAllDue(world)
  await chatOf(world, PHONE, PHONE)('halo')
  for (const agencyId of [mine, theirs]) {
    const texts = world.vault.seal('campaign.texts', JSON.stringify({ id: 'Kabar {nama}' }))
    await put(world.database, 'campaigns', campaign({ id: `campaign-of-${agencyId}`, agencyId, textsSealed: texts }))
    await world.database.run((db) =>
      addMeeting(db, {
        ...{ id: `meeting-of-${agencyId}`, code: agencyId.slice(-5), agencyId, kelurahan: '35.74.02.1001' },
        ...{ place: `Balai ${agencyId}`, topic: 'Manfaat', startsAt: world.clock.now(), openedAt: world.clock.now() },
        ...{ openedBy: 'officer:a', rev: 1 },
      }),
    )
  }
  const added = await addApiToken(world, 'operator', 'DKPPP')
  token = added.token
  tokenId = added.id
})
afterEach(() => app.close())

const ask = (path: string, headers: Record<string, string> = { authorization: `Bearer ${token}` }) =>
  app.inject({ url: `/api/v1${path}`, headers })

describe('the API', () => {
  it('tells whom news has reached as the command does, of the agency whose token it is', async () => {
    const answer = await ask(`/reach?${NOVEMBER}&by=kelurahan`)
    expect(answer.statusCode).toBe(200)
    const report = await reachOf(world, { agency: 'DKPPP', from: '2026-11-01', to: '2026-11-30', by: 'kelurahan' })
    const { coverage: _, ...headline } = report.headline
    expect(answer.json()).toEqual(JSON.parse(JSON.stringify({ ...report, headline })))
    expect(answer.json()).toMatchObject({ agency: { code: 'DKPPP' }, listed: 2, reached: 1, notReached: 1 })
  })

  it.each(['agency', 'kelurahan', 'segment', 'channel', 'funding', 'month'])('divides by %s', async (by) => {
    const { groups } = (await ask(`/reach?${NOVEMBER}&by=${by}`)).json()
    expect(groups.length).toBeGreaterThan(0)
    expect(JSON.stringify(groups)).not.toMatch(/KESRA|35\.74\.03/)
  })

  it('tells how many are covered and know it on a day', async () => {
    expect((await ask('/headline?on=2026-11-24')).json()).toEqual({
      ...{ agency: { code: 'DKPPP', name: 'Dinas DKPPP' }, on: '2026-11-24', covered: 2 },
      awareness: { part: 0, whole: 2, percent: 0 },
      understanding: { part: 0, whole: 2, percent: 0 },
    })
  })

  it('tells how many nobody has reached in each kelurahan, and no name or code', async () => {
    const answer = await ask(`/not-reached?${NOVEMBER}`)
    expect(answer.json().kelurahan).toEqual([
      { code: '35.74.01.1001', name: 'Ketapang', listed: 1, notReached: 0, visitsOpen: 0 },
      { code: '35.74.02.1001', name: expect.any(String), listed: 1, notReached: 1, visitsOpen: 1 },
    ])
    expect(answer.body).not.toMatch(/Siti|P0000/)
  })

  it("lists the agency's campaigns and meetings, and nothing of another's", async () => {
    const { campaigns } = (await ask('/campaigns')).json()
    expect(campaigns).toEqual([
      expect.objectContaining({ id: 'campaign-of-agency-DKPPP', title: 'Kabar', state: 'draft', persons: 0, sent: 0 }),
    ])
    const { meetings } = (await ask('/meetings')).json()
    expect(meetings).toEqual([expect.objectContaining({ place: 'Balai agency-DKPPP', attended: 0, headcount: null })])
    // By its code somebody could check in.
    expect(Object.keys(meetings[0])).not.toContain('code')
  })

  it('tells how far a campaign has come, without its words', async () => {
    const answer = await ask('/campaigns/campaign-of-agency-DKPPP')
    expect(answer.json()).toMatchObject({ state: 'draft', persons: { frozen: 0, sent: 0 }, reasons: {} })
    expect(answer.body).not.toContain('{nama}')
  })

  it("knows no campaign of another agency, as it knows none that isn't there", async () => {
    const [theirs, none] = [await ask('/campaigns/campaign-of-agency-KESRA'), await ask('/campaigns/none')]
    expect([theirs.statusCode, none.statusCode]).toEqual([404, 404])
    expect(theirs.json()).toEqual(none.json())
  })

  it('notes who has asked for what', async () => {
    await ask(`/reach?${NOVEMBER}`)
    await ask('/reach?from=3574015708709001&to=2026-11-30')
    const deeds = (await all(world.database, 'audit')).filter(({ action }) => action === 'api.read')
    expect(deeds).toHaveLength(1)
    expect(deeds[0]).toMatchObject({
      ...{ actor: `token:${tokenId}`, subject: 'api:reach', detail: { from: '2026-11-01', to: '2026-11-30' } },
    })
  })

  it.each([
    ['nothing', {}],
    ['an unknown token', { authorization: 'Bearer sapa_unknown' }],
    ['no bearer', { authorization: 'Basic c2FwYTpzYXBh' }],
    ['too long a token', { authorization: `Bearer ${'a'.repeat(5000)}` }],
    ['a browser', { accept: 'text/html' }],
  ])('refuses %s, in words and as JSON', async (_, headers) => {
    const answer = await ask(`/reach?${NOVEMBER}`, headers)
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([401, 'Bearer'])
    expect(answer.json()).toEqual({ error: 401, code: 'api.noToken', message: expect.stringMatching(/^Token tidak/) })
  })

  it('refuses a token that was revoked, at once', async () => {
    expect((await ask('/meetings')).statusCode).toBe(200)
    await endApiToken(world, 'operator', tokenId)
    expect((await ask('/meetings')).statusCode).toBe(401)
  })

  it.each([
    ['/reach?from=2026-02-30&to=2026-11-30', 'operation.badDay'],
    ['/reach?from=kemarin&to=2026-11-30', 'operation.badDay'],
    ['/reach?from=2026-11-30&to=2026-11-01', 'operation.daysInverted'],
    ['/reach?from=0001-01-01&to=9999-12-31&by=month', 'operation.tooManyMonths'],
    ['/reach?to=2026-11-30', 'api.badParameter'],
    [`/reach?${NOVEMBER}&from=2026-11-02`, 'api.badParameter'],
    [`/reach?${NOVEMBER}&by=name`, 'api.badParameter'],
    [`/reach?${NOVEMBER}&agency=KESRA`, 'api.badParameter'],
    ['/headline?on=', 'operation.badDay'],
  ])('refuses %s', async (path, code) => {
    const answer = await ask(path)
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({ error: 422, code, message: expect.stringMatching(/\w+ .*\./) })
  })

  it('writes nothing, and knows no other addresses', async () => {
    const headers = { authorization: `Bearer ${token}` }
    for (const [method, url] of [
      ['POST', '/api/v1/reach'],
      ['GET', '/api/v1/workers'],
    ] as const)
      expect((await app.inject({ method, url, headers })).statusCode).toBe(404)
  })

  it('answers an address only so often a minute', async () => {
    const statuses = new Set<number>()
    for (let n = 0; n <= limits.apiPerMinute; n++) statuses.add((await ask('/meetings', {})).statusCode)
    expect([...statuses]).toEqual([401, 429])
  })
})

describe('the document of the API', () => {
  interface Described {
    paths: Record<string, { get: { responses: Record<string, { content: Record<string, { schema: object }> }> } }>
  }
  const described = async () => (await app.inject('/api/v1/openapi.json')).json<Described>()

  it('is valid OpenAPI 3.1, for anybody', async () => {
    const validated = await new Validator().validate({ ...(await described()) })
    expect(validated.errors).toBeUndefined()
    expect(validated.valid).toBe(true)
  })

  it('describes every route there is, and each answer as it comes', async () => {
    const { paths } = await described()
    const asked: Record<string, string> = {
      ...{ '/reach': `/reach?${NOVEMBER}&by=month`, '/headline': '/headline?on=2026-11-24' },
      ...{ '/not-reached': `/not-reached?${NOVEMBER}`, '/campaigns': '/campaigns', '/meetings': '/meetings' },
      '/campaigns/{id}': '/campaigns/campaign-of-agency-DKPPP',
    }
    expect(Object.keys(paths).sort()).toEqual(
      Object.keys(asked)
        .map((path) => `/api/v1${path}`)
        .sort(),
    )
    for (const [path, url] of Object.entries(asked)) {
      const { schema } = paths[`/api/v1${path}`]!.get.responses['200']!.content['application/json']!
      const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(schema)
      expect([path, fits((await ask(url)).json()), fits.errors]).toEqual([path, true, null])
    }
  })
})
