import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SpokenPrompt } from '../../src/domain/message.ts'
import { CONTRIBUTION_FILE, fictionalContributions } from '../support/fictional-contributions.ts'
import { memberNumberOf } from '../support/fictional-dialects.ts'
import { fictionalRoster } from '../support/fictional-roster.ts'
import { installation, type Ran } from '../support/program.ts'

const SHIPPED = path.resolve('docs/contoh')
const home = installation({ LOG_LEVEL: 'trace' })
const ran: Ran[] = []
let told: SpokenPrompt[] = []

beforeAll(async () => {
  await home.run(['agency', 'add', 'PEM', 'Bagian Pemerintahan'])
  ran.push(
    await home.run(['import', `${SHIPPED}/pem-ketua-rt-rw.csv`, '--agency', 'PEM', '--funding', 'apbd', '--apply']),
  )
  ran.push(await home.run(['import', `${SHIPPED}/${CONTRIBUTION_FILE}`, '--agency', 'PEM', '--apply']))
  const phone = fictionalRoster().find(({ worker }) => worker.phone)!.worker.phone!
  const lines = [
    { text: 'halo' },
    { text: 'nik saya 3574015708709001' },
    { text: 'kalimat rahasia saya' },
    { wait: 'P1D' },
    { text: '1' },
  ]
  const talked = await home.run(
    ['chat', '--json', '--phone', phone, '--at', '2026-11-24T09:00:00+07:00'],
    lines.map((line) => JSON.stringify(line)).join('\n'),
  )
  told = talked.out
    .trimEnd()
    .split('\n')
    .flatMap((line) => (JSON.parse(line) as { replies: SpokenPrompt[] }).replies)
  ran.push(
    talked,
    await home.run(['doctor']),
    await home.run(['reach', '--agency', 'PEM', '--from', '2026-11-01', '--to', '2026-11-30']),
  )
}, 60_000)
afterAll(() => home.drop())

const files = () => readdirSync(home.folder).filter((file) => file !== 'sapa.key')
const inFiles = (text: string) => files().filter((file) => readFileSync(path.join(home.folder, file)).includes(text))
const inOutput = (text: string) => ran.filter(({ out, err }) => `${out}${err}`.includes(text))

describe('what lies on the disk and what the program prints', () => {
  it('was really made by talking and importing', () => {
    expect(ran.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0])
    expect(told.length).toBeGreaterThan(3)
    expect(files()).toContain('sapa.db')
  })

  it('holds no identity number in clear', () => {
    const niks = fictionalRoster().map(({ worker }) => worker.nik)
    expect(niks.length).toBeGreaterThan(400)
    expect([...niks, '3574015708709001'].filter((nik) => inFiles(nik).length + inOutput(nik).length > 0)).toEqual([])
  })

  it('holds no member number in clear', () => {
    const numbers = new Set(fictionalContributions(fictionalRoster()).map(({ worker }) => memberNumberOf(worker)))
    expect(numbers.size).toBeGreaterThan(20)
    expect([...numbers].filter((number) => inFiles(number).length + inOutput(number).length > 0)).toEqual([])
  })

  it('holds no phone in clear, however it is spelt', () => {
    const phones = fictionalRoster().flatMap(({ worker }) => worker.phone ?? [])
    const spelt = phones.flatMap((phone) => [phone, `0${phone.slice(2)}`, phone.replace(/\D/g, '').slice(3)])
    expect(phones.length).toBeGreaterThan(200)
    expect(spelt.filter((phone) => inFiles(phone).length + inOutput(phone).length > 0)).toEqual([])
  })

  it('holds no word of a conversation in clear', () => {
    const words = ['kalimat rahasia saya', ...told.map(({ text }) => text.split('\n')[0]!.slice(0, 60))]
    expect(words.filter((text) => inFiles(text).length > 0)).toEqual([])
  })

  it('would be found by this search if it were there', () => {
    expect(inFiles('Bagian Pemerintahan').length).toBeGreaterThan(0)
  })
})
