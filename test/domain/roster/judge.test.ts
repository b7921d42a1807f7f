import { describe, expect, it } from 'vitest'
import { compare } from '../../../src/domain/likeness/compare.ts'
import { judge, type Known, type KnownEnrolment, type KnownWorker } from '../../../src/domain/roster/judge.ts'
import type { Problem, RosterRow } from '../../../src/domain/roster/row.ts'
import { phoneProblems } from '../../../src/domain/roster/shared-phone.ts'

const ROW: RosterRow = {
  nik: '3574035708709001',
  name: 'Siti Aminah',
  bornOn: '1970-08-17',
  sex: 'female',
  phone: '6281000009001',
  address: 'Jl. Mawar 3',
  kelurahan: '35.74.03.1004',
  occupation: 'Petani',
  segment: 'petani',
  memberNumber: null,
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  paidThrough: '2026-11-30',
  programmes: null,
  basis: null,
  consent: null,
  notes: {},
}

const WORKER: KnownWorker = { ...ROW, id: 'w1' }
const OWN: KnownEnrolment = { ...ROW, agency: 'PEM', funding: 'apbd' }
const OTHER: KnownEnrolment = { ...ROW, agency: 'KESRA', funding: 'apbd' }
const NOBODY: Known = { agency: 'PEM', funding: 'apbd', enrolmentsOfSameNik: [] }

const verdict = (row: Partial<RosterRow>, known: Partial<Known>, problems: Problem[] = []) =>
  judge({ row: { ...ROW, ...row }, problems }, { ...NOBODY, ...known })

const knows = (worker: Partial<KnownWorker>, ...enrolments: KnownEnrolment[]): Partial<Known> => ({
  sameNik: { ...WORKER, ...worker },
  enrolmentsOfSameNik: enrolments,
})

describe('a person whom nobody knows', () => {
  it('is new', () => {
    expect(verdict({}, {})).toEqual({ verdict: 'new', problems: [] })
  })

  it('stays new with a warning', () => {
    const warning: Problem = { code: 'endMissing', field: 'endsOn', severity: 'warning' }
    expect(verdict({}, {}, [warning])).toEqual({ verdict: 'new', problems: [warning] })
  })

  it('is invalid with an error, or without a row', () => {
    const error: Problem = { code: 'periodInverted', field: 'endsOn', severity: 'error' }
    expect(verdict({}, {}, [error]).verdict).toBe('invalid')
    expect(judge({ problems: [error] }, NOBODY)).toEqual({ verdict: 'invalid', problems: [error] })
  })

  it('is invalid the second time in one file', () => {
    expect(verdict({}, { seenInFile: true })).toEqual({
      verdict: 'invalid',
      problems: [{ code: 'nikTwice', field: 'nik', severity: 'error' }],
    })
  })
})

describe('a person on this agency’s list already', () => {
  it('is the same when nothing differs', () => {
    expect(verdict({}, knows({}, OWN))).toEqual({ verdict: 'same', problems: [], matched: 'w1' })
  })

  it('is the same when the list leaves cells empty that the register has', () => {
    expect(verdict({ phone: null, address: null, paidThrough: null }, knows({}, OWN)).verdict).toBe('same')
  })

  it.each<[string, Partial<RosterRow>]>([
    ['name', { name: 'Siti Aminahh' }],
    ['birth date', { bornOn: '1970-08-18' }],
    ['phone', { phone: '6281000009002' }],
    ['kelurahan', { kelurahan: '35.74.03.1001' }],
    ['segment', { segment: 'nelayan' }],
    ['paid months', { paidThrough: '2026-12-31' }],
    ['period (a renewal)', { startsOn: '2027-01-01', endsOn: '2027-12-31' }],
  ])('is changed by another %s', (_, change) => {
    expect(verdict(change, knows({}, OWN))).toEqual({ verdict: 'changed', problems: [], matched: 'w1' })
  })

  it('may stay past 65 when younger at the first enrolment', () => {
    const tooOld: Problem = { code: 'tooOld', field: 'bornOn', severity: 'error' }
    const old = { bornOn: '1961-08-17' }
    const renewal = { ...old, startsOn: '2027-01-01', endsOn: '2027-12-31' }
    expect(verdict(renewal, knows(old, OWN), [tooOld])).toEqual({ verdict: 'changed', problems: [], matched: 'w1' })
    expect(verdict(renewal, {}, [tooOld]).verdict).toBe('invalid')
  })
})

describe('a person on this agency’s list whom another source pays for', () => {
  const differs: Problem = { code: 'fundingDiffers', field: 'nik', severity: 'warning' }
  const fromTobacco = { funding: 'dbhcht' } as const

  it.each<[string, Partial<RosterRow>]>([
    ['the same months', {}],
    ['one common day', { startsOn: '2026-12-31', endsOn: '2027-12-31' }],
    ['no end', { startsOn: '2025-01-01', endsOn: null }],
  ])('is doubtful with %s', (_, period) => {
    expect(verdict(period, { ...knows({}, OWN), ...fromTobacco })).toEqual({
      verdict: 'doubtful',
      problems: [differs],
      matched: 'w1',
    })
  })

  it('is doubtful and not double where another agency has them too', () => {
    const { verdict: said, problems } = verdict({}, { ...knows({}, OWN, OTHER), ...fromTobacco })
    expect([said, problems.map(({ code }) => code)]).toEqual(['doubtful', ['enrolledElsewhere', 'fundingDiffers']])
  })

  it('is changed when the months do not touch', () => {
    const next = { startsOn: '2027-01-01', endsOn: '2027-12-31' }
    expect(verdict(next, { ...knows({}, OWN), ...fromTobacco })).toMatchObject({ verdict: 'changed', problems: [] })
  })

  it('is the same where the register has this stretch as well', () => {
    expect(verdict({}, { ...knows({}, OWN, { ...OWN, ...fromTobacco }), ...fromTobacco }).verdict).toBe('same')
  })
})

describe('a person on another agency’s list', () => {
  const elsewhere: Problem = { code: 'enrolledElsewhere', field: 'nik', severity: 'warning' }

  it.each<[string, Partial<KnownEnrolment>]>([
    ['the same months', {}],
    ['one common day', { startsOn: '2025-01-01', endsOn: '2026-01-01' }],
    ['no end', { startsOn: '2020-01-01', endsOn: null }],
  ])('is double with %s', (_, period) => {
    expect(verdict({}, knows({}, { ...OTHER, ...period }))).toEqual({
      verdict: 'double',
      problems: [elsewhere],
      matched: 'w1',
    })
  })

  it('stays double when this list has it too', () => {
    expect(verdict({}, knows({}, OWN, OTHER)).verdict).toBe('double')
  })

  it('is new here when the periods do not touch', () => {
    const before = { ...OTHER, startsOn: '2025-01-01', endsOn: '2025-12-31' }
    expect(verdict({}, knows({}, before))).toEqual({ verdict: 'new', problems: [], matched: 'w1' })
  })

  it('is doubtful when the NIK belongs to somebody plainly different', () => {
    const stranger = { name: 'Budi Santoso', bornOn: '1985-01-01' }
    expect(verdict({}, knows(stranger, OTHER))).toMatchObject({
      verdict: 'doubtful',
      problems: [{ code: 'nikOtherPerson', field: 'nik', severity: 'warning' }],
      matched: 'w1',
      likeness: { score: expect.any(Number) },
    })
  })
})

describe('a person who is probably known under another NIK', () => {
  const likeness = compare(ROW, { ...ROW, nik: '3574035708709010' })
  const warned: Problem = { code: 'perhapsSamePerson', field: 'nik', severity: 'warning' }

  it('is doubtful, with who it may be, how alike the two are and why', () => {
    const judged = verdict({}, { twin: { workerId: 'w1', likeness } })
    expect(judged).toEqual({ verdict: 'doubtful', problems: [warned], matched: 'w1', likeness })
  })

  it('is doubtful with an earlier line of the file, where no worker stands yet', () => {
    expect(verdict({}, { twin: { line: 12, likeness } })).toEqual({
      ...{ verdict: 'doubtful', problems: [warned], likeLine: 12, likeness },
    })
  })

  it('is what the own NIK says where that is known', () => {
    expect(verdict({}, { ...knows({}, OWN), twin: { workerId: 'w2', likeness } }).verdict).toBe('same')
  })
})

describe('a NIK under which somebody plainly different stands', () => {
  const stranger = { name: 'Budi Santoso', bornOn: '1985-01-01' }
  const problem = (severity: Problem['severity']): Problem => ({ code: 'nikOtherPerson', field: 'nik', severity })

  it('is changed and warned about where the birth date is the same and the name plainly another', () => {
    const renamed = { name: 'Budi Santoso' }
    const warned: Problem = { code: 'nikOtherName', field: 'nik', severity: 'warning' }
    expect(verdict({}, knows(renamed, OWN))).toMatchObject({ verdict: 'changed', problems: [warned] })
    expect(verdict({}, { ...knows(renamed, OWN), ownerDecision: 'same' }).problems).toEqual([])
  })

  it('is changed once an officer has said that it is the same person', () => {
    expect(verdict({}, { ...knows(stranger, OWN), ownerDecision: 'same' }).verdict).toBe('changed')
  })

  it('goes back to the agency once an officer has said that it is another', () => {
    expect(verdict({}, { ...knows(stranger, OWN), ownerDecision: 'different' })).toEqual({
      ...{ verdict: 'invalid', problems: [problem('error')], matched: 'w1' },
    })
  })
})

describe('a phone shared in one file', () => {
  it('is nothing to speak of up to three people, a warning from the fourth on', () => {
    const warned = [0, 1, 2, 3, 4, 5].map((users) => phoneProblems(users).length)
    expect(warned).toEqual([0, 0, 0, 0, 1, 1])
  })

  it('never makes a row invalid', () => {
    expect(verdict({}, { phoneUsers: 9 })).toMatchObject({ verdict: 'new', problems: [{ code: 'phoneShared' }] })
  })
})
