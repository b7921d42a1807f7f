import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { visitNumber } from '../../src/domain/worker-code.ts'
import { visitPapers } from '../../src/services/visit-papers.ts'
import { agencyByCode } from '../../src/store/agencies.ts'
import { openVisits, type Visit } from '../../src/store/notices.ts'
import { fillRegister } from '../support/transcript.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sapa-papers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let world: TestWorld
let visits: Visit[]
beforeAll(async () => {
  world = await testWorld()
  await fillRegister(world)
  visits = await world.database.run(function* (db) {
    const agency = yield* agencyByCode(db, 'DINKES')
    return yield* openVisits(db, agency!.id, undefined, world.clock.now())
  })
})

const agency = { id: 'a', code: 'DINKES', name: 'Dinas Kesehatan', headerNames: null, createdAt: new Date(0) }
const pagesOf = (file: string) => readFileSync(file, 'latin1').match(/\/Type \/Page\b/g)?.length

describe('the papers of the visits', () => {
  it('give each kelurahan a page of its own on the list', async () => {
    const file = path.join(folder, 'list.pdf')
    await visitPapers(world, agency, visits).writeList(file)
    expect(pagesOf(file)).toBe(new Set(visits.map(({ worker }) => worker.kelurahan)).size)
  })

  it('put four slips on a page', async () => {
    const file = path.join(folder, 'slips.pdf')
    await visitPapers(world, agency, visits).writeSlips(file)
    expect(visits.length).toBeGreaterThan(4)
    expect(pagesOf(file)).toBe(Math.ceil(visits.length / 4))
  })

  it('are for nobody else on the machine, since they carry codes', async () => {
    const file = path.join(folder, 'private.pdf')
    await visitPapers(world, agency, visits).writeSlips(file)
    expect(statSync(file).mode & 0o077).toBe(0)
  })

  it('say so when there is nobody to visit', async () => {
    const file = path.join(folder, 'none.pdf')
    await visitPapers(world, agency, []).writeList(file)
    expect(pagesOf(file)).toBe(1)
  })

  it('are refused with a sentence where they cannot be written', async () => {
    const papers = visitPapers(world, agency, visits)
    const nowhere = path.join(folder, 'nowhere', 'x.pdf')
    for (const writing of [papers.writeList(nowhere), papers.writeSlips(nowhere)]) {
      await expect(writing).rejects.toMatchObject({ code: 'operation.cannotWrite' })
    }
  })

  it('number a visit by the digits of the worker code', () => {
    expect(visitNumber('P0000123')).toBe('123')
  })
})
