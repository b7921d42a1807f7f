import { z } from 'zod'
import { monthOf } from '../domain/clock.ts'
import { answer } from '../domain/facts/answer.ts'
import type { FactId } from '../domain/facts/catalogue.ts'
import type { Facts } from '../domain/facts/facts.ts'
import { contribution, discountId, type WorkKind } from '../domain/facts/reckoning/contribution.ts'
import type { Text } from '../domain/message.ts'
import { flow } from '../engine/flow.ts'

type Known = { facts: Facts }

const cityPaid = from('cityPaid', { programmes: 'programmes.cityPaid' })
const jkk = from('jkk', { death: 'jkk.death.total.lowest' }, ['jkk.fromFirstDay', 'jkk.treatment.hasNoCeiling'])
export const care = from('care', {
  land: 'jkk.transport.land',
  sea: 'jkk.transport.sea',
  air: 'jkk.transport.air',
  homecare: 'jkk.homecare',
  homecareYears: 'jkk.homecare.years',
  hearingAid: 'jkk.hearingAid',
  dentures: 'jkk.dentures',
  first: 'jkk.sickPay.first',
  firstMonths: 'jkk.sickPay.first.months',
  later: 'jkk.sickPay.then',
})
const report = from('report', { hours: 'jkk.report' }, ['jkk.report.byOthers', 'jkk.commute.canCount'])
const jkm = from('jkm', {
  total: 'jkm.total',
  lumpSum: 'jkm.lumpSum',
  periodic: 'jkm.periodic',
  funeral: 'jkm.funeral',
  months: 'jkm.waiting',
})
export const scholarship = from(
  'scholarship',
  { children: 'scholarship.children', perChild: 'scholarship.child', years: 'scholarship.jkm.contributed' },
  ['scholarship.jkk.contributed'],
)
export const rates = from('rates', {
  tk: 'scholarship.tk',
  tkYears: 'scholarship.tk.years',
  sd: 'scholarship.sd',
  sdYears: 'scholarship.sd.years',
  smp: 'scholarship.smp',
  smpYears: 'scholarship.smp.years',
  sma: 'scholarship.sma',
  smaYears: 'scholarship.sma.years',
  university: 'scholarship.university',
  universityYears: 'scholarship.university.years',
  endsAt: 'scholarship.endsAt',
})
export const jht = from(
  'jht',
  {
    age: 'jht.age',
    months: 'jht.afterStopping',
    years: 'jht.part.after',
    smaller: 'jht.part.smaller',
    larger: 'jht.part.larger',
  },
  ['programmes.cityPaid'],
)
const jp = from('jp', {}, ['jp.wageEarnersOnly', 'programmes.notForBpu'])
const jkp = from('jkp', { percent: 'jkp.percent', months: 'jkp.months' }, ['jkp.wageEarnersOnly'])
const jkn = from('jkn', {}, ['programmes.jkn.byAnotherBpjs'])
const bpu = from('bpu', { programmes: 'programmes.bpu' }, ['programmes.notForBpu', 'programmes.cityPaid'])
const ppu = from('ppu', {}, ['jp.wageEarnersOnly', 'jkp.wageEarnersOnly'])
const pmi = from('pmi', { callCentre: 'channels.callCentre' })
const construction = from('construction', { callCentre: 'channels.callCentre' })
export const cityPays = from('cost.cityPaid', { monthly: 'contribution.jkkJkm.lowest' })

const onward = { another: 'topics', status: { flow: 'status' }, menu: { flow: 'mainMenu' } } as const
const fromKinds = { otherKind: 'kinds', ...onward } as const

/** Explains the programmes and the kinds of membership from the facts of the day; knows and tells nothing of the person. */
export const benefits = flow({
  id: 'benefits',
  version: 1,
  start: 'cityPaid',
  answers: z.object({}),
  steps: {
    cityPaid: { tell: cityPaid, next: 'topics' },
    topics: {
      menu: 'benefits.topics',
      goto: {
        jkk: 'jkk',
        jkm: 'jkm',
        jht: 'jht',
        jp: 'jp',
        jkn: 'jkn',
        kinds: 'kinds',
        cost: 'cost',
        status: onward.status,
        menu: onward.menu,
      },
    },
    jkk: { menu: jkk, goto: { report: 'report', care: 'care', scholarship: 'scholarship', ...onward } },
    care: { menu: care, goto: { report: 'report', scholarship: 'scholarship', ...onward } },
    report: { menu: report, goto: { care: 'care', ...onward } },
    jkm: { menu: jkm, goto: { scholarship: 'scholarship', died: { flow: 'heirClaim' }, ...onward } },
    scholarship: { menu: scholarship, goto: { rates: 'rates', ...onward } },
    rates: { menu: rates, goto: onward },
    jht: { menu: jht, goto: { cost: 'cost', ...onward } },
    jp: { menu: (scene) => [{ say: jp(scene) }, { say: jkp(scene) }], goto: onward },
    jkn: { menu: jkn, goto: onward },
    kinds: {
      menu: 'benefits.kinds',
      goto: { bpu: 'bpu', ppu: 'ppu', pmi: 'pmi', construction: 'construction', another: 'topics', menu: onward.menu },
    },
    bpu: { menu: bpu, goto: fromKinds },
    ppu: { menu: ppu, goto: fromKinds },
    pmi: { menu: pmi, goto: fromKinds },
    construction: { menu: construction, goto: fromKinds },
    cost: { menu: (scene) => [{ say: cityPays(scene) }, { say: selfPays(scene) }], goto: onward },
  },
})

function from(key: string, shown: Record<string, FactId>, citing: readonly FactId[] = []) {
  return ({ facts }: Known): Text => answer(facts, `benefits.${key}`, shown, {}, citing)
}

/** What a self-payer pays this month at the lowest base, with the discount of PP 50/2025 while and for whom it holds. */
export function selfPays({ facts }: Known): Text {
  const lowest = { programmes: ['jkk', 'jkm'], funding: 'mandiri', from: monthOf(facts.day), months: 1 } as const
  const others = contribution(facts, { ...lowest, work: 'others' })
  const transport = contribution(facts, { ...lowest, work: 'transport' })
  const shown = { full: 'contribution.jkkJkm.lowest', jht: 'contribution.jht.lowest' } as const
  const cites = [...others.cites, ...transport.cites]
  if (transport.months[0]?.discountPercent === 0) {
    return answer(facts, 'benefits.cost.full', { ...shown, all: 'contribution.all.lowest' }, {}, cites)
  }
  const reduced = { rupiah: transport.total }
  const transportUntil = { month: lastMonth(facts, 'transport') }
  if (others.total > transport.total) {
    return answer(facts, 'benefits.cost.transportOnly', shown, { reduced, transportUntil }, cites)
  }
  const until = { month: lastMonth(facts, 'others') }
  return answer(facts, 'benefits.cost.reduced', shown, { reduced, until, transportUntil }, cites)
}

function lastMonth(facts: Facts, work: WorkKind) {
  return monthOf(facts.get(discountId('mandiri', work)).validTo ?? facts.day)
}
