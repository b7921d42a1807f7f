import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Officer } from '../../src/domain/officer.ts'
import { uploadName } from '../../src/domain/roster/upload.ts'
import { applyUpload, discardUpload, judgeAgain } from '../../src/services/uploads/decide.ts'
import { keepFile } from '../../src/services/uploads/folder.ts'
import { MOST_OPEN, MOST_TRIES } from '../../src/services/uploads/limits.ts'
import { readUpload } from '../../src/services/uploads/read.ts'
import { receiveUpload } from '../../src/services/uploads/receive.ts'
import { sweepUploads } from '../../src/services/uploads/sweep.ts'
import { hasUploadWork, workOnUploads } from '../../src/services/uploads/work.ts'
import { dropLease, holdLease } from '../../src/store/leases.ts'
import { exec } from '../../src/store/work.ts'
import { listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const HEADER = 'nik,nama,tanggal_lahir,kelurahan,pekerjaan,mulai,selesai'
const SITI = '3574015708709001,Siti Aminah,17-08-1970,Kanigaran,nelayan,2026-01,2026-12'
const BUDI = '3574010302809002,Budi Santoso,03-02-1980,Kanigaran,nelayan,2026-01,2026-12'
const NOTHING = { funding: 'apbd', from: '', to: '', segment: '', basis: '', consent: '' }

let inbox: string
let world: TestWorld
let rina: Officer
beforeEach(async () => {
  inbox = mkdtempSync(path.join(tmpdir(), 'sapa-uploads-'))
  world = await testWorld({ inbox })
  const agencyId = await listOf(world, 'DINKES')
  rina = { id: 'rina', username: 'rina', name: 'Bu Rina', role: 'clerk', agencyId, kelurahan: null }
})
afterEach(() => rmSync(inbox, { recursive: true, force: true }))

let forms = 0
async function handIn(...lines: string[]): Promise<string> {
  world.clock.pass(1000)
  const file = { id: world.ids.next(world.clock.now()), fileName: 'daftar.csv' }
  await keepFile(world, file, Readable.from([Buffer.from([HEADER, ...lines].join('\n'))]))
  return await receiveUpload(world, rina, file, NOTHING, { key: `form-${++forms}` })
}

const work = (isEnding = () => false) => workOnUploads(world, isEnding)
const seen = (id: string) => readUpload(world, rina, id)
const phaseOf = async (id: string) => (await seen(id)).phase
async function apply(id: string): Promise<void> {
  await applyUpload(world, rina, id, { rev: (await seen(id)).upload.rev, mayShrink: false })
}
const lease = (name: string, holder: string) =>
  world.database.run((db) =>
    holdLease(db, name, holder, world.clock.now(), new Date(world.clock.now().getTime() + 20_000)),
  )

describe('the work on uploads', () => {
  it('takes several in turn, the oldest first', async () => {
    const ids = [await handIn(SITI), await handIn(BUDI)]
    await work()
    expect([await phaseOf(ids[0]!), await phaseOf(ids[1]!)]).toEqual(['judged', 'judged'])
    const started = (await all(world.database, 'imports')).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const kept = await Promise.all(ids.map(async (id) => (await seen(id)).upload.importId))
    expect(started.map(({ id }) => id)).toEqual(kept)
  })

  it('is done by one process at a time', async () => {
    const id = await handIn(SITI)
    await lease('uploads', 'another process')
    await work()
    expect(await phaseOf(id)).toBe('waiting')
    world.clock.pass(60_000)
    await work()
    expect(await phaseOf(id)).toBe('judged')
  })

  it('waits while another import is being applied, and counts no try', async () => {
    const id = await handIn(SITI)
    await work()
    await apply(id)
    await lease('import', 'at the shell')
    await work()
    expect([await phaseOf(id), (await seen(id)).upload.tries, await hasUploadWork(world)]).toEqual(['waiting', 0, true])
    await world.database.run((db) => dropLease(db, 'import', 'at the shell'))
    await work()
    expect(await phaseOf(id)).toBe('applied')
  })

  it('ends where the program is to end, and is done another time', async () => {
    const id = await handIn(SITI, BUDI)
    let asked = 0
    await work(() => ++asked > 1)
    expect([await hasUploadWork(world), await all(world.database, 'importRows')]).toEqual([true, []])
    await work()
    expect((await seen(id)).upload.judgement).toMatchObject({ lines: 2, verdicts: { new: 2 } })
    await apply(id)
    asked = 0
    await work(() => ++asked > 2)
    expect(existsSync(path.join(inbox, id, 'daftar.csv'))).toBe(true)
    await work()
    expect([await phaseOf(id), (await all(world.database, 'enrolments')).length]).toEqual(['applied', 2])
    expect((await all(world.database, 'imports')).length).toBe(1)
  })

  it('knows a list as applied that a killed process could not say so of', async () => {
    const id = await handIn(SITI)
    await work()
    await apply(id)
    await work()
    await world.database.run(function* (db) {
      yield* exec(db.update(db.t.uploads).set({ wanted: 'apply', outcome: null, closedAt: null }))
    })
    expect(await hasUploadWork(world)).toBe(true)
    await work()
    expect([await phaseOf(id), (await all(world.database, 'imports')).length]).toEqual(['applied', 1])
  })

  it('gives up after some failures of ours, says so, and is tried again when asked', async () => {
    const id = await handIn(SITI)
    const { seal } = world.vault
    world.vault.seal = () => {
      throw new Error('a bug')
    }
    for (let tried = 0; tried < MOST_TRIES; tried++) {
      expect(await phaseOf(id)).toBe('waiting')
      await work()
    }
    world.vault.seal = seal
    const { phase, upload } = await seen(id)
    expect([phase, upload.problem?.code]).toEqual(['refused', 'console.uploads.broken'])
    expect(world.logged.filter(({ level }) => level === 'error')).toHaveLength(MOST_TRIES)
    await judgeAgain(world, rina, id, { headerNames: {}, funding: undefined }, upload)
    await work()
    expect(await phaseOf(id)).toBe('judged')
  })

  it('passes by what lies on another machine', async () => {
    const id = await handIn(SITI)
    rmSync(path.join(inbox, id), { recursive: true })
    expect(await hasUploadWork(world)).toBe(false)
    await work()
    expect(await phaseOf(id)).toBe('waiting')
  })
})

describe('an upload', () => {
  it('is not changed by a page that is stale, nor while work goes on', async () => {
    const id = await handIn(SITI)
    await expect(discardUpload(world, rina, id, { rev: 1 })).rejects.toMatchObject({ code: 'console.uploads.busy' })
    await work()
    await expect(applyUpload(world, rina, id, { rev: 1, mayShrink: false })).rejects.toMatchObject({
      code: 'console.stale',
    })
    await discardUpload(world, rina, id, (await seen(id)).upload)
    const again = applyUpload(world, rina, id, { ...(await seen(id)).upload, mayShrink: false })
    await expect(again).rejects.toMatchObject({ code: 'console.uploads.isClosed' })
  })

  it('that could not be judged cannot be applied', async () => {
    const id = await handIn()
    await work()
    const { upload, phase } = await seen(id)
    expect([phase, upload.problem?.code]).toEqual(['refused', 'roster.error.noRows'])
    await expect(applyUpload(world, rina, id, { ...upload, mayShrink: true })).rejects.toMatchObject({
      code: 'console.uploads.notJudged',
    })
  })

  it('is not taken while too many wait', async () => {
    for (let n = 0; n < MOST_OPEN; n++) await handIn(SITI)
    await expect(handIn(SITI)).rejects.toMatchObject({ code: 'console.uploads.tooMany' })
  })

  it.each([
    ['../../etc/passwd.csv', 'passwd.csv'],
    ['C:\\Users\\rina\\daftar.xlsx', 'daftar.xlsx'],
    ['..', 'daftar'],
    ['', 'daftar'],
    ['a\u0000\u202Eb.csv', 'ab.csv'],
    [`${'x'.repeat(500)}.csv`, `${'x'.repeat(196)}.csv`],
    [`${'日'.repeat(90)}.csv`, `${'日'.repeat(65)}.csv`],
  ])('handed in as %j is called %j', (given, name) => {
    expect(uploadName(given)).toBe(name)
  })
})

describe('what is left lying', () => {
  const old = (id: string) =>
    utimesSync(path.join(inbox, id), world.clock.now(), new Date(world.clock.now().getTime() - 2 * 3_600_000))

  it('for a day is taken away with its lines, and what is being looked at stays', async () => {
    const left = await handIn(SITI)
    await work()
    world.clock.pass(86_400_000)
    const fresh = await handIn(BUDI)
    for (const id of [left, fresh]) old(id)
    await sweepUploads(world)
    await work()
    expect([await phaseOf(left), await phaseOf(fresh)]).toEqual(['lapsed', 'judged'])
    expect([left, fresh].map((id) => existsSync(path.join(inbox, id)))).toEqual([false, true])
    expect((await all(world.database, 'imports')).length).toBe(1)
  })

  it('of a form that broke off is taken away, but not while it may still be arriving', async () => {
    for (const id of ['broken-off', 'arriving']) mkdirSync(path.join(inbox, id))
    old('broken-off')
    utimesSync(path.join(inbox, 'arriving'), world.clock.now(), world.clock.now())
    await sweepUploads(world)
    expect(['broken-off', 'arriving'].map((id) => existsSync(path.join(inbox, id)))).toEqual([false, true])
  })

  it('is nothing where nobody has handed anything in', async () => {
    rmSync(inbox, { recursive: true })
    await expect(sweepUploads(world)).resolves.toBeUndefined()
  })

  it('of a file that broke off on its way is taken away at once', async () => {
    const breaking = Readable.from(
      (async function* () {
        yield Buffer.from('nik,nama')
        throw new Error('the line broke')
      })(),
    )
    await expect(keepFile(world, { id: 'x', fileName: 'a.csv' }, breaking)).rejects.toThrow('the line broke')
    expect(existsSync(path.join(inbox, 'x'))).toBe(false)
  })
})
