import { describe, expect, it } from 'vitest'
import type { Claimed } from '../../src/domain/claims/claim.ts'
import { RELATIONS } from '../../src/domain/claims/heirs.ts'
import { PAPERS } from '../../src/domain/claims/papers.ts'
import { CAUSES, MEMBERSHIPS, type Told } from '../../src/domain/claims/told.ts'
import { factsOn } from '../../src/domain/facts/facts.ts'
import type { Looking } from '../../src/domain/look-ups.ts'
import type { Text } from '../../src/domain/message.ts'
import { settingsFrom } from '../../src/domain/settings.ts'
import type { Words } from '../../src/engine/flow.ts'
import { amountWords, scholarshipWords } from '../../src/flows/heir-claim/amount.ts'
import type { Answers, HeirScene } from '../../src/flows/heir-claim/case.ts'
import { missingWords, papersToPick, paperWhere } from '../../src/flows/heir-claim/papers.ts'
import {
  closerWords,
  findOutWords,
  hardWords,
  heirsWords,
  membershipsToPick,
  reportWords,
  standingWords,
  welcomeBackWords,
  whereWords,
} from '../../src/flows/heir-claim/words.ts'
import { heirClaim } from '../../src/flows/heir-claim.ts'
import { nameOrSkip } from '../../src/flows/readers.ts'
import { openWords } from '../../src/i18n/say.ts'
import { amountsOn } from '../support/amounts.ts'
import { TOLD_IN } from '../support/word-files.ts'

const words = openWords()
const DAYS = ['2025-06-01', '2026-06-01', '2027-01-15']
const LONGEST_MESSAGE = 500
const LONGEST_CHOICE = 24

const settings = settingsFrom({
  branchAddress: 'Jalan Contoh Nomor 1, Kota Probolinggo',
  branchHours: 'Senin–Jumat 08.00–15.00',
})

function sceneOf(day: string, answers: Answers, facts = factsOn(day)): HeirScene {
  const person = {
    isNew: false,
    locale: 'id' as const,
    hasPhone: false,
    sharesPhone: false,
    optedOut: false,
    bereaved: true,
  }
  const claim = { id: 'claim', code: 'K7PM4XQ2' }
  return { answers: { claim, ...answers }, today: day, facts, settings, person }
}

/** What a piece of conversation says, its case looked up as given. */
function run<T>(looking: Looking<T> | T, told: Told = {}): T {
  if (typeof looking !== 'object' || looking === null || !('next' in looking)) return looking as T
  const row: Claimed = { id: 'claim', code: 'K7PM4XQ2', openedOn: '2026-11-24', papers: {}, ...told }
  let step = looking.next()
  while (!step.done) step = looking.next(step.value.look === 'claim' ? row : 'ABCD-EF')
  return step.value
}

function told(said: Words | { say: Text }): readonly Text[] {
  if (typeof said === 'string') return [said]
  if ('say' in said) return [said.say]
  return typeof said[0] === 'object' ? (said as { say: Text }[]).map(({ say }) => say) : [said as Text]
}

const FULL = { closer: 'no', several: 'yes', scholars: 'yes', difficulty: 'none' } as const
const CASES: Told[] = [
  ...CAUSES.flatMap((cause) =>
    MEMBERSHIPS.map((membership) => ({ ...FULL, cause, membership, relation: 'spouse' as const })),
  ),
  ...RELATIONS.flatMap((relation) =>
    (['yes', 'unknown'] as const).map((closer) => ({ ...FULL, cause: 'unsure' as const, relation, closer })),
  ),
]

/** Everything that is said of a case. */
function allOf(scene: HeirScene, told_: Told): Text[] {
  const said = [
    run(amountWords(scene), told_),
    run(scholarshipWords(scene), told_),
    run(heirsWords(scene), told_),
    run(standingWords(scene), told_),
    run(closerWords(scene), told_),
    run(whereWords(scene), told_),
    run(missingWords(scene), told_),
    run(welcomeBackWords(scene), told_),
    reportWords(scene),
    hardWords(scene),
    findOutWords(scene),
  ]
  return said.flatMap((each) => told(each as Words))
}

describe.each(DAYS)('on %s', (day) => {
  it.each(TOLD_IN)('every message of every case is short and filled, in %s', (locale) => {
    for (const case_ of CASES) {
      for (const text of allOf(sceneOf(day, case_), case_)) {
        const message = words.say(locale, text)
        expect(message.length, message).toBeLessThanOrEqual(LONGEST_MESSAGE)
        expect(message).not.toMatch(/\{\{|undefined|\[object/)
      }
    }
  })

  it.each(PAPERS)('says where to get %s, on whose word', (paper) => {
    for (const locale of TOLD_IN) {
      const scene = sceneOf(day, { cause: 'work', scholars: 'yes', paper, paperState: 'notYet' })
      const [message] = told(run(paperWhere(scene))).map((text) => words.say(locale, text))
      expect(message!.length, message).toBeLessThanOrEqual(LONGEST_MESSAGE)
      expect(message).toMatch(locale === 'en' ? /Source: .+ As of .+\.$/ : /Sumber: .+ Per .+\.$/)
    }
  })

  it('names a sum only as "up to", and only sums of the facts of that day', () => {
    for (const case_ of CASES) {
      for (const text of allOf(sceneOf(day, case_), case_)) {
        const message = words.say('id', text)
        const sums = message.match(/Rp[\d.]+\d/g) ?? []
        if (sums.length > 0) expect(message).toMatch(/sampai dengan Rp|biasanya/)
        expect(amountsOn(day)).toEqual(expect.arrayContaining(sums))
      }
    }
  })
})

describe('amounts', () => {
  const NEW_LAW = { validFrom: '2027-01-01', source: { kind: 'law', title: 'PP 0/2026' }, confidence: 'sure' } as const
  const edit = (id: string, value: number) => ({ id, unit: 'rupiah', value, ...NEW_LAW }) as const
  const overlay = [
    edit('jkm.lumpSum', 21_000_000),
    edit('jkm.funeral', 11_000_000),
    edit('jkk.death.funeral', 13_000_000),
    edit('scholarship.child', 88_000_000),
    edit('documents.npwp.above', 60_000_000),
    { id: 'jkm.waiting', unit: 'count', of: 'months', value: 6, ...NEW_LAW } as const,
  ]
  const said = (day: string, case_: Told) => {
    const scene = sceneOf(day, { ...case_, paper: 'npwp' }, factsOn(day, overlay))
    const all = [run(amountWords(scene), case_), run(scholarshipWords(scene), case_), run(paperWhere(scene), case_)]
    return all
      .flatMap((each) => told(each as Words))
      .map((text) => words.say('id', text))
      .join('\n')
  }

  it.each([
    ['2026-12-31', 'middle', ['Rp42.000.000', 'Rp20.000.000', 'Rp12.000.000', 'Rp10.000.000'], '3 bulan'],
    ['2027-01-15', 'middle', ['Rp44.000.000', 'Rp21.000.000', 'Rp12.000.000', 'Rp11.000.000'], '6 bulan'],
    ['2026-12-31', 'short', ['Rp10.000.000'], '3 bulan'],
    ['2027-01-15', 'short', ['Rp11.000.000'], '6 bulan'],
    ['2027-01-15', 'unknown', ['Rp44.000.000', 'Rp11.000.000'], '6 bulan'],
  ] as const)('of JKM on %s after a %s membership follow the law of the day', (day, membership, sums, months) => {
    const message = said(day, { cause: 'notWork', membership })
    for (const sum of sums) expect(message).toContain(sum)
    expect(message).toContain(months)
  })

  it.each([
    ['2026-12-31', ['Rp70.000.000', 'Rp48.000.000', 'Rp87.000.000', 'Rp50.000.000']],
    ['2027-01-15', ['Rp73.000.000', 'Rp48.000.000', 'Rp88.000.000', 'Rp60.000.000']],
  ])('of JKK on %s follow the law of the day', (day, sums) => {
    for (const sum of sums) expect(said(day, { cause: 'work' })).toContain(sum)
  })

  it('are told with what is not known: months in a row, and gaps between budget years', () => {
    const gap = /berturut-turut.*dua tahun anggaran.*belum pasti/s
    expect(said('2026-06-01', { cause: 'notWork', membership: 'middle' })).toMatch(gap)
    expect(said('2026-06-01', { cause: 'work' })).not.toMatch(gap)
  })

  it('of the scholarship are a ceiling over the years of school, and no cash', () => {
    expect(said('2026-06-01', { cause: 'work' })).toMatch(/batas selama bersekolah.*bukan uang tunai/)
    expect(said('2026-06-01', { cause: 'notWork', membership: 'short' })).toMatch(/belum bisa diajukan.*3 tahun/)
  })

  it('stay with the length of membership in the choices', () => {
    const labels = (day: string) =>
      membershipsToPick(sceneOf(day, {}, factsOn(day, overlay))).map(({ label }) => words.say('id', label))
    expect(labels('2026-12-31')).toEqual(['Belum 3 bulan', '3 bulan–3 tahun', '3 tahun atau lebih', 'Tidak tahu'])
    expect(labels('2027-01-15')[0]).toBe('Belum 6 bulan')
  })
})

describe('what is said about where and when', () => {
  const where = (case_: Told, scene = sceneOf('2026-11-24', case_)) =>
    told(run(whereWords(scene), case_)).map((text) => words.say('id', text))

  it('names the branch only where the installation has set it', () => {
    expect(where({ cause: 'notWork' }).join()).toContain('Jalan Contoh')
    const unset = { ...sceneOf('2026-11-24', { cause: 'notWork' }), settings: settingsFrom({}) }
    expect(where({ cause: 'notWork' }, unset).join()).not.toMatch(/Jalan|Kantor BPJS Ketenagakerjaan:/)
  })

  it('warns of brokers, and never to give away PIN, OTP or ATM card', () => {
    expect(where({ cause: 'notWork' }).join()).toMatch(/calo.*gratis.*PIN, kode OTP, atau kartu ATM/s)
  })

  it('tells the time to payment as usual only, and the deadline of the kind of claim', () => {
    expect(where({ cause: 'notWork' }).join()).toMatch(/biasanya dibayar dalam 3 hari kerja.*Biasanya begitu/s)
    expect(where({ cause: 'notWork' }).join()).toMatch(/tidak ada batas waktu.*jangan menunggu/s)
    expect(where({ cause: 'work' }).join()).toMatch(/5 tahun.*jangan menunggu/s)
    expect(where({ cause: 'work' }).join()).not.toContain('tidak ada batas waktu')
  })
})

describe('the choices', () => {
  const fixed = Object.entries(heirClaim.steps).flatMap(([name, step]) => {
    const values = 'choose' in step ? [...step.options] : 'menu' in step ? Object.keys(step.goto) : []
    return values.length > 0 ? [[name, values] as const] : []
  })

  it.each(fixed)('of %s fit on nine keys and on a phone', (_, values) => {
    expect(values.length).toBeLessThanOrEqual(9)
    for (const value of values.filter((one) => words.has('id', `heirClaim.option.${one}`))) {
      for (const locale of TOLD_IN)
        expect(words.say(locale, `heirClaim.option.${value}`).length, value).toBeLessThanOrEqual(LONGEST_CHOICE)
    }
  })

  it('list every paper that is wanted, once, and a way back', () => {
    const case_: Told = { cause: 'work', relation: 'spouse', several: 'yes', scholars: 'yes' }
    const values = run(papersToPick(sceneOf('2026-11-24', case_)), case_).map(({ value }) => value)
    expect([...values].sort()).toEqual([...PAPERS, 'none'].sort())
  })
})

it('grief is met without marks, pictures or praise', () => {
  for (const locale of TOLD_IN) {
    for (const key of ['condole', 'guide', 'hard.kind', 'closed.paid', 'closed.dropped'])
      expect(words.say(locale, `heirClaim.${key}`)).not.toMatch(/!|\p{Extended_Pictographic}/u)
  }
})

it.each([
  ['Slamet Riyadi', 'Slamet Riyadi'],
  ['  H.  Abd.  Rahman ', 'H. Abd. Rahman'],
  ['-', '-'],
  ['lewati', '-'],
  ['Tidak tahu', '-'],
  ['17-08-1970', undefined],
  ['x', undefined],
  ['A'.repeat(101), undefined],
])('the name of the dead, %s, is read as %s', (text, name) => {
  expect(nameOrSkip({ text }, '2026-11-24')).toBe(name)
})
