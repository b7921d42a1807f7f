import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSheet } from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { KELURAHAN } from '../../../src/domain/region/kelurahan.ts'
import { type Judgement, judge, type KnownEnrolment, type KnownWorker } from '../../../src/domain/roster/judge.ts'
import { countPhone, type PhoneTally } from '../../../src/domain/roster/phone-tally.ts'
import { readRow } from '../../../src/domain/roster/read-row.ts'
import { openRosterFile } from '../../../src/services/rosters/read-file.ts'
import { fictionalContributions } from '../../support/fictional-contributions.ts'
import { DIALECTS } from '../../support/fictional-dialects.ts'
import { fileBytes, manifest } from '../../support/fictional-files.ts'
import { FICTIONAL_TODAY, fictionalRoster, type PlannedRow, soundRows } from '../../support/fictional-roster.ts'

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
  let found: Map<string, { line: number; judged: Judgement; nik: string | undefined; phone: string | null }[]>
  beforeAll(async () => {
    found = await judgeAll()
  })

  it.each(DIALECTS)('$file shows exactly the planned defects', ({ file, agency }) => {
    const own = planned.filter((row) => row.agency === agency)
    const told = found.get(file)!.map(({ line, judged }) => ({
      line,
      verdict: judged.verdict,
      problems: judged.problems.map(({ code }) => code),
    }))
    expect(told).toEqual(own.map(({ line, verdict, problems }) => ({ line, verdict, problems })))
  })

  it.each(DIALECTS)('$file gives every sound worker’s identity and phone as planned', ({ file, agency }) => {
    const byLine = new Map(found.get(file)!.map((row) => [row.line, row]))
    const sound: PlannedRow[] = soundRows(planned).filter((row) => row.agency === agency)
    for (const { line, worker } of sound)
      expect(byLine.get(line)).toMatchObject({ nik: worker.nik, phone: worker.phone })
  })
})

/** What an import of all lists comes to, with the register as two maps. */
async function judgeAll() {
  const workers = new Map<string, KnownWorker>()
  const enrolments = new Map<string, KnownEnrolment[]>()
  const found = new Map<string, { line: number; judged: Judgement; nik: string | undefined; phone: string | null }[]>()
  for (const { agency, file, funding } of DIALECTS) {
    const phones: PhoneTally = new Map()
    const seen = new Set<string>()
    const rows = []
    for await (const line of (await openRosterFile(join(FOLDER, file))).lines()) {
      const read = readRow(line, { today: FICTIONAL_TODAY })
      const { nik, phone = null } = read.row ?? {}
      const sameNik = nik === undefined ? undefined : workers.get(nik)
      const judged = judge(read, {
        agency,
        funding,
        ...(sameNik && !seen.has(nik!) ? { sameNik } : {}),
        enrolmentsOfSameNik: enrolments.get(nik ?? '') ?? [],
        alike: [...workers.values()],
        seenInFile: seen.has(nik ?? ''),
        phoneUsers: countPhone(phones, phone),
      })
      rows.push({ line: line.line, judged, nik, phone })
      if (!read.row) continue
      seen.add(read.row.nik)
      if (judged.verdict === 'invalid') continue
      workers.set(read.row.nik, { ...read.row, id: read.row.nik })
      enrolments.set(read.row.nik, [...(enrolments.get(read.row.nik) ?? []), { ...read.row, agency, funding }])
    }
    found.set(file, rows)
  }
  return found
}
