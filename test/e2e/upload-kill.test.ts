import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Officer } from '../../src/domain/officer.ts'
import { type OpenWorld, openWorld } from '../../src/main.ts'
import { applyUpload } from '../../src/services/uploads/decide.ts'
import { keepFile } from '../../src/services/uploads/folder.ts'
import { readUpload } from '../../src/services/uploads/read.ts'
import { receiveUpload } from '../../src/services/uploads/receive.ts'
import { addAgency } from '../../src/store/agencies.ts'
import { all } from '../store/rows.ts'
import { freePort, untilReady } from '../support/free-port.ts'
import { killAll, killed, launched } from '../support/killable.ts'
import { installation } from '../support/program.ts'

const LINES = 4000
const NOTHING = { from: '', to: '', segment: '', basis: '', consent: '' }
const OFFICER: Officer = {
  ...{ id: 'rina', username: 'rina', name: 'Bu Rina', role: 'clerk', agencyId: 'dinkes', kelurahan: null },
}

let home: ReturnType<typeof installation>
let port: number
let open: OpenWorld
beforeEach(async () => {
  port = await freePort()
  home = installation({ PORT: String(port) })
  open = await openWorld(home.env, { now: () => new Date() }, [])
  const { world } = open
  await world.database.run((db) =>
    addAgency(db, { id: 'dinkes', code: 'DINKES', name: 'Dinas Kesehatan', createdAt: world.clock.now() }),
  )
})
afterEach(async () => {
  killAll()
  await open.close()
  home.drop()
})

async function started() {
  const host = launched(home.start('start'))
  await untilReady(port)
  return host
}

/** A list of fictional workers, each with a NIK of their own. */
function list(): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const lines = Array.from({ length: LINES }, (_, n) => {
    const [day, month, year] = [(n % 28) + 1, (Math.floor(n / 28) % 12) + 1, 70 + (Math.floor(n / 336) % 20)]
    const nik = `357401${two(day)}${two(month)}${year}${9000 + Math.floor(n / 6720)}`
    return `${nik},Budi ${'ABCDEFGHIJ'[n % 10]}ani ${'KLMNPQRST'[n % 9]}anto,${two(day)}-${two(month)}-19${year},Kanigaran,nelayan,2026-01,2026-12`
  })
  return ['nik,nama,tanggal_lahir,kelurahan,pekerjaan,mulai,selesai', ...lines].join('\n')
}

const phase = async (id: string) => (await readUpload(open.world, OFFICER, id)).phase
const until = (id: string, wanted: string) =>
  expect.poll(() => phase(id), { timeout: 60_000, interval: 10 }).toBe(wanted)

it('goes on with what officers handed in when the host is killed in the midst of judging and of applying', async () => {
  const { world } = open
  const file = { id: world.ids.next(world.clock.now()), fileName: 'kader.csv' }
  await keepFile(world, file, Readable.from([Buffer.from(list())]))
  const id = await receiveUpload(world, OFFICER, file, { ...NOTHING, funding: 'apbd' }, { key: 'the-key-of-a-form' })
  let host = await started()
  await until(id, 'judging')
  await killed(host)
  host = await started()
  await until(id, 'judged')
  const { upload } = await readUpload(world, OFFICER, id)
  expect(upload.judgement?.lines).toBe(LINES)
  await applyUpload(world, OFFICER, id, { rev: upload.rev, mayShrink: false })
  await until(id, 'applying')
  await killed(host)
  const left = (await all(world.database, 'enrolments')).length
  expect([left < LINES, existsSync(path.join(home.folder, 'masuk', id))]).toEqual([true, true])
  host = await started()
  await until(id, 'applied')
  const taken = (await readUpload(world, OFFICER, id)).upload.judgement!.verdicts.new!
  expect(await all(world.database, 'enrolments')).toHaveLength(taken)
  expect((await all(world.database, 'imports')).map(({ appliedAt }) => appliedAt !== null)).toEqual([true])
  await expect.poll(() => readdirSync(path.join(home.folder, 'masuk'))).toEqual([])
  await killed(host)
}, 180_000)
