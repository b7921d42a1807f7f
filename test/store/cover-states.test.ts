import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AUDIENCE_STATES, type AudienceState, EVERYBODY, entriesAbout } from '../../src/domain/audience.ts'
import { monthOf } from '../../src/domain/clock.ts'
import { workersAddressed } from '../../src/store/audience.ts'
import type { Row } from '../../src/store/schema.ts'
import type { Database } from '../../src/store/work.ts'
import { enrolmentsOf } from '../../src/store/workers.ts'
import { engines } from '../support/databases.ts'
import { agency, enrolment, NOW, put, worker } from './rows.ts'

const ON = '2026-11-24'
const MONTHS = ['2026-08', '2026-09', '2026-10', '2026-11', '2026-12']

const entry = fc
  .record({
    startsOn: fc.constantFrom('2026-01-01', '2026-10-15', '2026-11-24', '2026-11-25', '2027-01-01'),
    endsOn: fc.constantFrom(null, '2026-11-23', '2026-11-24', '2026-12-31', '2027-12-31'),
    paidThrough: fc.constantFrom(null, '2026-09-30', '2026-10-31', '2026-11-10', '2026-11-24', '2026-12-31'),
    asOf: fc.constantFrom('2026-11-01', '2026-11-10', '2026-11-20'),
    months: fc.uniqueArray(
      fc.record({
        month: fc.constantFrom(...MONTHS),
        status: fc.constantFrom('paid' as const, 'unpaid' as const),
        asOf: fc.constantFrom('2026-11-05', '2026-11-10', '2026-11-15'),
      }),
      { selector: ({ month }) => month, maxLength: 4 },
    ),
    isOwn: fc.boolean(),
  })
  .filter(({ startsOn, endsOn }) => endsOn === null || startsOn <= endsOn)
  // Files that name a month outside of the period are refused.
  .filter(({ startsOn, months }) => months.every(({ month }) => month >= monthOf(startsOn)))
const person = fc.uniqueArray(entry, { selector: ({ startsOn }) => startsOn, minLength: 1, maxLength: 3 })

describe.each(['sqlite', 'postgres'] as const)('on %s', (engine) => {
  let database: Database
  beforeAll(async () => {
    database = await engines[engine]()
  })
  afterAll(() => database.close())

  it('whoever stands in a state is found in one statement as person by person', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(person, { maxLength: 6 }), async (people) => {
        const [own, other] = [agency(), agency()]
        await put(database, 'agencies', own, other)
        const workers = people.map(() => worker())
        await put(database, 'workers', ...workers)
        for (const [at, entries] of people.entries())
          for (const { months, isOwn, ...row } of entries) {
            const agencyId = isOwn ? own.id : other.id
            const kept = enrolment({ workerId: workers[at]!.id, agencyId, ...row })
            await put(database, 'enrolments', kept)
            await put(database, 'contributions', ...months.map((said) => ({ ...contribution(kept), ...said })))
          }
        const ids = workers.map(({ id }) => id)
        const all = Map.groupBy(await database.run((db) => enrolmentsOf(db, ids)), ({ workerId }) => workerId)
        for (const states of [
          undefined,
          ...AUDIENCE_STATES.map((one): AudienceState[] => [one]),
          ['paid', 'ended'] as const,
        ]) {
          const audience = { ...EVERYBODY, ...(states && { states }) }
          const addressed = { ...audience, agencyId: own.id, on: ON }
          const found = await database.run((db) => workersAddressed(db, addressed, null, 99))
          const expected = ids.filter((id) => entriesAbout(audience, own.id, all.get(id) ?? [], ON).length > 0)
          expect([states, found.sort()]).toEqual([states, expected.sort()])
        }
      }),
      { numRuns: engine === 'sqlite' ? 60 : 15 },
    )
  })
})

function contribution({
  id,
  agencyId,
}: {
  id: string
  agencyId: string
}): Omit<Row<'contributions'>, 'month' | 'status' | 'asOf'> {
  return { enrolmentId: id, agencyId, amount: 16_800, importId: 'import', line: 2, updatedAt: NOW }
}
