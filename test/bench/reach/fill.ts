import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { addDays } from '../../../src/domain/clock.ts'
import { REACH_KINDS } from '../../../src/domain/reach.ts'
import { KELURAHAN } from '../../../src/domain/region/kelurahan.ts'
import { workerCode } from '../../../src/domain/worker-code.ts'

const SEGMENTS = ['petani', 'nelayan', 'umkm', 'ketua-rt', 'guru-ngaji', 'kader-kesehatan']
const CHANNELS = ['telegram', 'web-chat', 'visit']
const FUNDINGS = ['apbd', 'dbhcht']
const FIRST = '2024-01-01'
const DAYS = 1000
export const FACTS_EACH = 4
const AT_ONCE = 20_000

/**
 * Writes a register of which each person has four facts in the ledger, over a thousand days, and one in ten waits for a visit; as
 * the rows would lie after years, without going through imports and chats. The tables are there.
 */
export function fill(folder: string, facts: number): void {
  const file = new Sqlite(path.join(folder, 'sapa.db'))
  file.pragma('journal_mode = WAL')
  file.pragma('synchronous = OFF')
  file.pragma('cache_size = -200000')
  // No report looks anything up by occasion.
  file.exec('drop index reach_by_occasion')
  for (let n = 0; n < SEGMENTS.length; n++)
    file
      .prepare('insert into agencies (id, code, name, created_at) values (?, ?, ?, 0)')
      .run(`agency-${n}`, `D${n}`, `Dinas ${n}`)
  const persons = facts / FACTS_EACH
  const some = file.transaction((from: number, to: number) => {
    for (let number = from; number < to; number++) writePerson(file, number)
  })
  for (let from = 0; from < persons; from += AT_ONCE) some(from, Math.min(persons, from + AT_ONCE))
  file.pragma('wal_checkpoint(TRUNCATE)')
  file.close()
}

const statements = new WeakMap<Sqlite.Database, ReturnType<typeof prepare>>()

function prepare(file: Sqlite.Database) {
  return {
    worker: file.prepare(
      `insert into workers (id, code, nik_sealed, nik_hash, name, name_key, born_on, kelurahan, created_at, updated_at)
       values (@id, @code, 's', @id, 'Siti', 'SITI', '1970-08-17', @kelurahan, 0, 0)`,
    ),
    enrolment: file.prepare(
      `insert into enrolments (id, worker_id, listed_as, agency_id, segment, programmes, funding, starts_on, ends_on, as_of, routed_at, created_at, updated_at)
       values (@id, @workerId, @workerId, @agencyId, @segment, '["jkk","jkm"]', @funding, @startsOn, @endsOn, '2026-11-01', 0, 0, 0)`,
    ),
    fact: file.prepare(
      `insert into reach (worker_id, kind, occasion, agency_id, kelurahan, segment, funding, channel, day, at)
       values (@workerId, @kind, @occasion, @agencyId, @kelurahan, @segment, @funding, @channel, @day, 0)`,
    ),
    visit: file.prepare(
      'insert into visits (worker_id, agency_id, kelurahan, reason, listed_at) values (?, ?, ?, ?, 0)',
    ),
  }
}

function writePerson(file: Sqlite.Database, at: number): void {
  const known = statements.get(file) ?? prepare(file)
  statements.set(file, known)
  // Spread as a hash spreads, and the same in each run.
  const pick = (salt: number) => Math.imul((at + 1) * 31 + salt, 0x9e3779b1) >>> 8
  const id = `01930000-0000-7000-8000-${at.toString(16).padStart(12, '0')}`
  const n = pick(1) % SEGMENTS.length
  const [agencyId, segment, funding] = [`agency-${n}`, SEGMENTS[n]!, FUNDINGS[pick(2) % 2]!]
  const kelurahan = KELURAHAN[pick(3) % KELURAHAN.length]!.code
  known.worker.run({ id, code: workerCode(at + 1), kelurahan })
  const startsOn = addDays(FIRST, pick(4) % DAYS)
  const what = { workerId: id, agencyId, segment, funding }
  known.enrolment.run({ ...what, id, startsOn, endsOn: pick(5) % 3 ? addDays(startsOn, 365) : null })
  for (let fact = 0; fact < FACTS_EACH; fact++) {
    const kind = REACH_KINDS[(fact + (pick(6) % 4)) % REACH_KINDS.length]!
    const day = addDays(startsOn, 7 * (fact >> 1) + (pick(7) % 20))
    const channel = CHANNELS[pick(8) % CHANNELS.length]!
    known.fact.run({ ...what, kelurahan, channel, kind, occasion: `enrolment:${id}`, day })
  }
  if (pick(9) % 10 === 0) known.visit.run(id, agencyId, kelurahan, 'noPhone')
}
