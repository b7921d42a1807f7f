import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/understanding/evaluate.ts'
import { Matcher } from '../../src/understanding/matcher.ts'
import { readPhrases } from '../../src/understanding/phrases.ts'
import { TONGUES } from '../../src/understanding/tongues.ts'
import { judge } from '../../src/understanding/topic.ts'
import { DEVELOPMENT, HELD_OUT, LATER, related, unrelated } from './development.ts'

const topicOf = (text: string) => judge(text).topic

// Floors a little below what was measured; README.md says what that was.
const DEVELOPMENT_FLOORS = { id: 0.92, jv: 0.93, mad: 0.93 }
const LATER_FLOOR = 0.95
const HELD_OUT_FLOORS = { id: 0.91, jv: 0.86, mad: 0.88 }
const MOST_FALSE_ALARMS_HELD_OUT = 0.045
const LEFT_OUT_FLOORS = { id: 0.86, jv: 0.88, mad: 0.89 }
const MOST_FALSE_ALARMS = 0.03
const FOLDS = 5

describe('utterances that nothing was learnt from', () => {
  it.each(TONGUES)('are mostly understood in %s', (tongue) => {
    const { byLanguage } = evaluate(related(DEVELOPMENT[tongue]))
    const { right, all } = byLanguage.get(tongue)!
    expect(right / all).toBeGreaterThan(DEVELOPMENT_FLOORS[tongue])
  })

  it.each(TONGUES)('are mostly understood in %s where nobody has looked at the mistakes', (tongue) => {
    const { byLanguage } = evaluate(related(HELD_OUT[tongue]))
    const { right, all } = byLanguage.get(tongue)!
    expect(right / all).toBeGreaterThan(HELD_OUT_FLOORS[tongue])
  })

  it('get no topic that would hurt where nobody has looked at the mistakes', () => {
    const samples = unrelated(Object.values(HELD_OUT).flat())
    const { mistakes } = evaluate(samples)
    expect(mistakes.length / samples.length).toBeLessThan(MOST_FALSE_ALARMS_HELD_OUT)
    expect(mistakes.filter(({ got }) => ['stop', 'leave', 'claim_jkm', 'claim_jkk'].includes(got))).toEqual([])
  })

  it('are mostly understood in longer and messier sentences', () => {
    const samples = related(LATER)
    expect(1 - evaluate(samples).mistakes.length / samples.length).toBeGreaterThan(LATER_FLOOR)
  })

  it('get no topic where they are about something else, and never one that would hurt', () => {
    const { mistakes, unrelated: tallies } = evaluate(unrelated([...Object.values(DEVELOPMENT).flat(), ...LATER]))
    const all = [...tallies.values()].reduce((sum, tally) => sum + tally.all, 0)
    expect(mistakes.length / all).toBeLessThan(MOST_FALSE_ALARMS)
    expect(mistakes.filter(({ got }) => ['stop', 'leave', 'claim_jkm', 'claim_jkk'].includes(got))).toEqual([])
  })
})

describe('phrases left out of the learning', () => {
  it('are mostly understood by what was learnt from the others', { timeout: 60_000 }, () => {
    const phrases = readPhrases()
    const right = { id: 0, jv: 0, mad: 0 }
    const all = { id: 0, jv: 0, mad: 0 }
    for (let fold = 0; fold < FOLDS; fold++) {
      const matcher = new Matcher(phrases.filter((_, n) => n % FOLDS !== fold))
      for (const { tongue, label, text } of phrases.filter((_, n) => n % FOLDS === fold)) {
        if (label === 'out_of_scope') continue
        all[tongue]++
        if (matcher.rank(matcher.wordsOf(text))[0]!.label === label) right[tongue]++
      }
    }
    for (const tongue of TONGUES) expect(right[tongue] / all[tongue]).toBeGreaterThan(LEFT_OUT_FLOORS[tongue])
  })
})

describe('a topic', () => {
  it.each([
    ['bpjs sy masih aktip apa udah mati?', 'status_check'],
    ['lek mati oleh piro?', 'amount'],
    ["Tang lake mate, baramma carana ngala' santunan?", 'claim_jkm'],
    ['NIK [nomor disembunyikan] apa saya terdaftar?', 'status_check'],
    ['nama saya terdaftar gak, hp saya 0810-0000-9001', 'status_check'],
    ['Assalamualaikum pak, mau tanya, kapan santunan bapak saya cair? Terima kasih', 'when_paid'],
    ['KAPAN CAIR NYA PAK!!!', 'when_paid'],
    ['sy nunggak 3 bln gmn', 'inactive_arrears'],
    ['nunggak tiga bulan bagaimana', 'inactive_arrears'],
    ['piye carane ngurus akta kematian bapak saya', 'death_cert'],
    ['dasar goblok, kapan santunan cair', 'when_paid'],
  ])('is heard in %j', (text, topic) => {
    expect(topicOf(text)).toBe(topic)
  })

  it.each(['halo', 'Selamat pagi, Bapak/Ibu', 'kulonuwun', 'salamet pagi pak'])('is a greeting in %j', (text) => {
    expect(topicOf(text)).toBe('greeting')
  })

  it.each(['Makasih infonya ya min', 'matur nuwun sanget', 'mator sakalangkong bu'])('is thanks in %j', (text) => {
    expect(topicOf(text)).toBe('thanks')
  })

  it.each([
    ['ayam saya mati semua', 'claim_jkm'],
    ['lampu mati dari tadi', 'claim_jkm'],
    ['artis itu meninggal dunia kemarin', 'claim_jkm'],
    ['mau berhenti merokok', 'leave'],
    ['saya mau berhenti kerja', 'leave'],
    ['keluar dari grup wa gimana', 'leave'],
    ['mau keluar dari bpjs kesehatan', 'leave'],
    ['stop kontak di dapur rusak', 'stop'],
    ['bagaimana kalau iuran stop', 'stop'],
    ['anak saya jatuh dari sepeda', 'claim_jkk'],
  ])('in %j is not %s', (text, topic) => {
    expect(topicOf(text)).not.toBe(topic)
  })

  it.each([
    ['mati', 'inactive_arrears', 'claim_jkm'],
    ['cair?', 'jht', 'claim_jkm'],
    ['BPJS', 'status_check', 'what_program'],
  ])('is asked for where %j could be two', (text, first, second) => {
    expect(judge(text).between).toEqual([first, second])
  })

  it.each([
    ['Bapak saya meninggal, gimana klaimnya? terus syaratnya apa aja', ['claim_jkm', 'documents']],
    ['apakah saya terdaftar? terus kantornya dimana', ['location_hours', 'status_check']],
    ['kartu saya hilang. oh ya iurannya berapa?', ['card', 'cost']],
  ])('may come with another, as in %j', (text, both) => {
    const { topic, secondTopic } = judge(text)
    expect([topic, secondTopic].sort()).toEqual(both)
  })

  it.each(['kapan santunan bapak saya cair', 'syarat klaim kematian apa saja', 'cuaca panas dan berdebu'])(
    'comes alone in %j',
    (text) => {
      expect(judge(text).secondTopic).toBeUndefined()
    },
  )
})
