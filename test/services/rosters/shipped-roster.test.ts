import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSheet } from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { KELURAHAN } from '../../../src/domain/region/kelurahan.ts'
import { importRoster } from '../../../src/services/rosters/import-roster.ts'
import type { JudgedLine } from '../../../src/services/rosters/judge-rows.ts'
import { listOf } from '../../store/registered.ts'
import { fictionalContributions } from '../../support/fictional-contributions.ts'
import { DIALECTS } from '../../support/fictional-dialects.ts'
import { fileBytes, manifest } from '../../support/fictional-files.ts'
import { FICTIONAL_TODAY, fictionalRoster, type PlannedRow, soundRows } from '../../support/fictional-roster.ts'
import { testWorld } from '../../support/world.ts'

const FOLDER = join(import.meta.dirname, '../../../docs/contoh')
const planned = fictionalRoster()

describe('the shipped files', () => {
  it.each(DIALECTS.filter(({ delimiter }) => delimiter))('$file is what the generator makes', async (dialect) => {
    const shipped = await readFile(join(FOLDER, dialect.file))
    expect(shipped.equals(await fileBytes(dialect, planned))).toBe(true)
  })

  it.each(DIALECTS.filter(({ delimiter }) => !delimiter))('$file has the generator’s cells', async (dialect) => {
    const made = await readSheet(await fileBytes(dialect, planned))
    expect(await readSheet(join(FOLDER, dialect.file))).toEqual(made)
  })

  it('have a manifest that counts what they hold', async () => {
    expect(await readFile(join(FOLDER, 'README.md'), 'utf8')).toBe(manifest(planned, fictionalContributions(planned)))
  })
})

describe('the plan', () => {
  const workers = planned.map(({ worker }) => worker)

  it('has 500 workers over nine segments, 29 kelurahan and six agencies, and about 60 defects', () => {
    const repeated = planned.filter(({ problems }) =>
      problems.some((code) => ['enrolledElsewhere', 'perhapsSamePerson', 'nikTwice'].includes(code)),
    )
    expect(planned.length - repeated.length).toBe(500)
    expect(new Set(workers.map(({ segment }) => segment)).size).toBe(9)
    expect(new Set(workers.map(({ kelurahan }) => kelurahan.code)).size).toBe(KELURAHAN.length)
    expect(new Set(workers.map(({ agency }) => agency)).size).toBe(6)
    const defects = planned.filter(({ defect }) => defect)
    expect(defects.length).toBeGreaterThanOrEqual(55)
    expect(defects.length).toBeLessThanOrEqual(70)
  })

  it('names nobody who could live: serials 9000–9999, phones 0810-0000-9xxx', () => {
    for (const { nik, phone } of workers) {
      expect(nik).toMatch(/^\d{12}9\d{3}$/)
      expect(phone ?? '6281000009000').toMatch(/^6281000009\d{3}$/)
    }
  })

  it('gives two thirds a phone, half of them leave to be written to, a few a lapse', () => {
    const withPhone = workers.filter(({ phone }) => phone)
    const share = (some: unknown[], all: unknown[]) => some.length / all.length
    expect(share(withPhone, workers)).toBeCloseTo(0.7, 1)
    expect(
      share(
        withPhone.filter(({ consent }) => consent),
        withPhone,
      ),
    ).toBeCloseTo(0.5, 1)
    const lapsed = workers.filter(({ paidThrough }) => paidThrough < '2026-09')
    expect(lapsed.length).toBeGreaterThan(3)
    expect(lapsed.length).toBeLessThan(30)
  })

  it('is the same each time, and another one for another seed', () => {
    expect(fictionalRoster()).toEqual(planned)
    expect(fictionalRoster(1)).not.toEqual(planned)
  })
})

describe('reading the shipped files, one agency after the other', () => {
  let found: Map<string, JudgedLine[]>
  beforeAll(async () => {
    found = await importAll()
  })

  it.each(DIALECTS)('$file shows exactly the planned defects', ({ file, agency }) => {
    const own = planned.filter((row) => row.agency === agency)
    const told = found.get(file)!.map(({ line, verdict, problems }) => ({
      line,
      verdict,
      problems: problems.map(({ code }) => code),
    }))
    expect(told).toEqual(own.map(({ line, verdict, problems }) => ({ line, verdict, problems })))
  })

  it.each(DIALECTS)('$file gives every sound worker’s identity and phone as planned', ({ file, agency }) => {
    const byLine = new Map(found.get(file)!.map((row) => [row.line, row]))
    const sound: PlannedRow[] = soundRows(planned).filter((row) => row.agency === agency)
    for (const { line, worker } of sound)
      expect(byLine.get(line)).toMatchObject({ read: { row: { nik: worker.nik, phone: worker.phone } } })
  })
})

/** What an import of all lists comes to, one after the other. */
async function importAll() {
  const world = await testWorld({ at: `${FICTIONAL_TODAY}T09:00:00+07:00` })
  const found = new Map<string, JudgedLine[]>()
  for (const { agency, file, funding } of DIALECTS) {
    await listOf(world, agency)
    const lines: JudgedLine[] = []
    const onLine = (line: JudgedLine) => void lines.push(line)
    await importRoster(world, join(FOLDER, file), { agency, funding, mode: 'apply', by: 'test', onLine })
    found.set(file, lines)
  }
  return found
}
