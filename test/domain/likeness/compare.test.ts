import { describe, expect, it } from 'vitest'
import { arePlainlyTwo, compare, type PersonOnList, PROBABLY_ONE } from '../../../src/domain/likeness/compare.ts'
import type { Evidence } from '../../../src/domain/likeness/evidence.ts'

const SITI: PersonOnList = {
  nik: '3574035708709001',
  name: 'Siti Aminah Sumirat',
  bornOn: '1970-08-17',
  sex: 'female',
  phone: '6281000009001',
  address: 'Jl. Mawar 3 RT 02 RW 05',
  kelurahan: '35.74.03.1004',
}

const against = (over: Partial<PersonOnList>) => compare(SITI, { ...SITI, ...over })
const says = (evidence: readonly Evidence[], field: Evidence['field']) =>
  evidence.find((one) => one.field === field)?.is

describe('two entries are probably one person', () => {
  it.each<[string, Partial<PersonOnList>, Evidence]>([
    ['a wrong digit', { nik: '3574035718709001' }, { field: 'nik', is: 'oneDigit' }],
    ['two neighbouring digits swapped', { nik: '3574035780709001' }, { field: 'nik', is: 'swapped' }],
    ['two distant digits swapped', { nik: '3574038705709001' }, { field: 'nik', is: 'swapped' }],
    ['a digit lost and another doubled', { nik: '3574035770900911' }, { field: 'nik', is: 'other' }],
    ['another area of first registration', { nik: '3513125708709001' }, { field: 'nik', is: 'otherArea' }],
    ['the next serial number', { nik: '3574035708709002' }, { field: 'nik', is: 'neighbour' }],
    ['another NIK altogether', { nik: '3513120101559017' }, { field: 'nik', is: 'other' }],
  ])('with %s and all else the same', (_, over, evidence) => {
    const { score, evidence: found } = against(over)
    expect(found).toContainEqual(evidence)
    expect(score).toBeGreaterThanOrEqual(PROBABLY_ONE)
  })

  const slip = { nik: '3574035718709001' }
  it.each<[string, Partial<PersonOnList>, Evidence]>([
    ['a title', { name: 'Hj. Siti Aminah Sumirat, S.Pd.' }, { field: 'name', is: 'same' }],
    ['St. for Siti', { name: 'St. Aminah Sumirat' }, { field: 'name', is: 'same' }],
    ['an old spelling', { name: 'Siti Aminah Soemirat' }, { field: 'name', is: 'sameSound' }],
    ['words run together', { name: 'Siti Aminahsumirat' }, { field: 'name', is: 'same' }],
    ['words in another order', { name: 'Sumirat Siti Aminah' }, { field: 'name', is: 'reordered' }],
    ['a letter left out', { name: 'Siti Aminah Sumrat' }, { field: 'name', is: 'typo' }],
    ['a word left out', { name: 'Aminah Sumirat' }, { field: 'name', is: 'shorter' }],
    ['an initial', { name: 'Siti A. Sumirat' }, { field: 'name', is: 'initials' }],
    ['a birth date a day off', { bornOn: '1970-08-18' }, { field: 'bornOn', is: 'oneDigit' }],
    ['day and month swapped', { bornOn: '1970-08-07', nik: '3574034708719001' }, { field: 'bornOn', is: 'oneDigit' }],
    ['a birth date ten years off', { bornOn: '1980-08-17' }, { field: 'bornOn', is: 'oneDigit' }],
    ['a birth date nobody knew', { bornOn: '1970-01-01' }, { field: 'bornOn', is: 'firstOfJanuary' }],
    ['another kelurahan', { kelurahan: '35.74.01.1001' }, { field: 'kelurahan', is: 'other' }],
    ['another phone', { phone: '6281000009777' }, { field: 'phone', is: 'other' }],
    ['no phone', { phone: null }, { field: 'phone', is: 'unknown' }],
    ['an address written otherwise', { address: 'Jalan Mawar 3, RT 2' }, { field: 'address', is: 'other' }],
  ])('with a slip in the NIK and %s', (_, over, evidence) => {
    const { score, evidence: found } = against({ ...slip, ...over })
    expect(found).toContainEqual(evidence)
    expect(score).toBeGreaterThanOrEqual(PROBABLY_ONE)
  })

  it.each([
    ['Budi S.', 'Budi Santoso', 'initials'],
    ['Ali', 'Muhammad Ali', 'shorter'],
    ['Siti', 'Siti Aminah', 'shorter'],
  ])('with a slip in the NIK, %s and %s, though many bear that name', (one, other, is) => {
    const [a, b] = [
      { ...SITI, name: one },
      { ...SITI, ...slip, name: other },
    ]
    const { score, evidence } = compare(a, b)
    expect(says(evidence, 'name')).toBe(is)
    expect(score).toBeGreaterThanOrEqual(PROBABLY_ONE)
    expect(compare(a, { ...b, nik: '3513120101559017', phone: null, address: null }).score).toBeLessThan(PROBABLY_ONE)
  })

  it('whichever of them comes first', () => {
    const other = { ...SITI, ...slip, name: 'St. Aminah', bornOn: '1970-07-18', phone: null }
    expect(compare(SITI, other)).toEqual(compare(other, SITI))
  })

  it('in so far as each field speaks for it, which is told for every field and holds no value', () => {
    const { evidence } = against({})
    expect(evidence.map(({ field }) => field)).toEqual([
      ...['nik', 'name', 'bornOn', 'sex', 'kelurahan', 'phone', 'address'],
    ])
    expect(JSON.stringify(evidence)).not.toMatch(/\d{4}|Siti/)
  })
})

describe('two entries are two people', () => {
  it.each<[string, Partial<PersonOnList>]>([
    [
      'neighbours in a register’s numbering',
      { nik: '3574035708709002', name: 'Buhari Efendi', phone: null, address: null },
    ],
    ['twins', { nik: '3574035708709002', name: 'Siti Aminuh Sumirat' }],
    ['a sister in the same house', { nik: '3574036203759001', name: 'Siti Aisyah Sumirat', bornOn: '1975-03-22' }],
    [
      'namesakes in one kelurahan, each birth date borne out by its NIK',
      { nik: '3574035908709001', bornOn: '1970-08-19', phone: null, address: null },
    ],
    ['namesakes of different ages', { nik: '3574034101559002', bornOn: '1955-01-01', phone: null }],
    [
      'namesakes born on one day, far from each other',
      { nik: '3513125708709044', kelurahan: '35.74.01.1001', phone: '6281000009777', address: 'Dusun Krajan' },
    ],
    ['people who share a birthday', { nik: '3513125708709007', name: 'Sumiati', phone: null, address: null }],
  ])('as %s', (_, over) => {
    expect(against(over).score).toBeLessThan(PROBABLY_ONE)
  })
})

describe('one NIK', () => {
  it('has two owners where name and birth date are plainly others', () => {
    expect(arePlainlyTwo(SITI, { ...SITI, name: 'Budi Santoso', bornOn: '1985-01-02' })).toBe(true)
  })

  it.each<[string, Partial<PersonOnList>]>([
    ['the birth date is the same', { name: 'Budi Santoso' }],
    ['the birth date has a slip', { name: 'Budi Santoso', bornOn: '1970-08-18' }],
    ['the name is the same', { bornOn: '1985-01-02' }],
    ['the name is a variant', { name: 'St. Aminah', bornOn: '1985-01-02' }],
  ])('has one owner where %s', (_, over) => {
    expect(arePlainlyTwo(SITI, { ...SITI, ...over })).toBe(false)
  })
})

it('compares what was left empty as unknown', () => {
  const bare = { ...SITI, phone: null, address: null }
  const { evidence } = compare(bare, bare)
  expect([says(evidence, 'phone'), says(evidence, 'address')]).toEqual(['unknown', 'unknown'])
})
