import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import decodeQR from 'qr/decode.js'
import { extractImages, extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { spellCode } from '../../src/domain/code.ts'
import { maskName } from '../../src/domain/masking.ts'
import { kelurahanOf } from '../../src/domain/region/kelurahan.ts'
import { visitNumber } from '../../src/domain/worker-code.ts'
import { visitPapers } from '../../src/services/visit-papers.ts'
import { agencyByCode } from '../../src/store/agencies.ts'
import { openVisits, type Visit } from '../../src/store/visits.ts'
import { fillRegister } from '../support/transcript.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sapa-papers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let world: TestWorld
let visits: Visit[]
beforeAll(async () => {
  world = await testWorld()
  await fillRegister(world)
  visits = await world.database.run(function* (db) {
    const agency = yield* agencyByCode(db, 'DINKES')
    return yield* openVisits(db, agency!.id, undefined, world.clock.now())
  })
})

const agency = { id: 'a', code: 'DINKES', name: 'Dinas Kesehatan', headerNames: null, createdAt: new Date(0) }
const pagesOf = (file: string) => readFileSync(file, 'latin1').match(/\/Type \/Page\b/g)?.length

const textOf = async (file: string) =>
  (await extractText(await getDocumentProxy(new Uint8Array(readFileSync(file))))).text
const codes = () => visits.map(({ slip }) => spellCode(world.vault.open('slips.code', slip!.codeSealed)))

describe('the papers of the visits', () => {
  it('give each kelurahan a page of its own on the list', async () => {
    const file = path.join(folder, 'list.pdf')
    await visitPapers(world, agency, visits).writeList(file)
    expect(pagesOf(file)).toBe(new Set(visits.map(({ worker }) => worker.kelurahan)).size)
  })

  it('put four slips on a page', async () => {
    const file = path.join(folder, 'slips.pdf')
    await visitPapers(world, agency, visits).writeSlips(file)
    expect(visits.length).toBeGreaterThan(4)
    expect(pagesOf(file)).toBe(Math.ceil(visits.length / 4))
  })

  it('say on the list, to any reader of PDF, who is to be told where and why, by the visit number', async () => {
    const file = path.join(folder, 'read-list.pdf')
    await visitPapers(world, agency, visits).writeList(file)
    const pages = await textOf(file)
    for (const { worker, visit } of visits) {
      const page = pages.find((text) => text.includes(worker.name))!
      expect(page).toContain(`Daftar kunjungan – Kelurahan ${kelurahanOf(worker.kelurahan!)!.name}`)
      expect(page).toMatch(new RegExp(`\\b${visitNumber(worker.code)}\\s+${worker.name}`))
      expect(page.replaceAll(/\s+/g, ' ')).toContain(world.words.say('id', `visits.reason.${visit.reason}`))
    }
  })

  it('put no personal code and no picture on the list, which goes through many hands', async () => {
    const file = path.join(folder, 'no-codes.pdf')
    await visitPapers(world, agency, visits).writeList(file)
    const text = (await textOf(file)).join('\n')
    for (const code of codes()) expect(text).not.toContain(code)
    expect(codes()).toHaveLength(visits.length)
    expect(await extractImages(await getDocumentProxy(new Uint8Array(readFileSync(file))), 1)).toEqual([])
  })

  it('give each slip its code, its visit number, the masked name, and a picture that opens the chat', async () => {
    const file = path.join(folder, 'read-slips.pdf')
    await visitPapers(world, agency, visits).writeSlips(file)
    const text = (await textOf(file)).join('\n')
    for (const code of codes()) expect(text.split(code)).toHaveLength(2)
    for (const { worker } of visits) {
      expect(text).toContain(`kunjungan nomor ${visitNumber(worker.code)}`)
      expect(text).toContain(maskName(worker.name))
      expect(text).not.toContain(worker.name)
    }
    const pictures = await extractImages(await getDocumentProxy(new Uint8Array(readFileSync(file))), 1)
    expect(pictures.map((picture) => decodeQR(picture))).toEqual(Array(4).fill('http://localhost:8080/chat'))
  })

  it('say the kelurahan again on each further sheet of its list', async () => {
    const file = path.join(folder, 'long.pdf')
    await visitPapers(world, agency, Array(60).fill(visits[0])).writeList(file)
    const pages = await textOf(file)
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) expect(page).toContain('Daftar kunjungan – Kelurahan')
  })

  it('are for nobody else on the machine, since they carry codes', async () => {
    const file = path.join(folder, 'private.pdf')
    await visitPapers(world, agency, visits).writeSlips(file)
    expect(statSync(file).mode & 0o077).toBe(0)
  })

  it('say so when there is nobody to visit', async () => {
    const file = path.join(folder, 'none.pdf')
    await visitPapers(world, agency, []).writeList(file)
    expect(pagesOf(file)).toBe(1)
  })

  it('are refused with a sentence where they cannot be written', async () => {
    const papers = visitPapers(world, agency, visits)
    const nowhere = path.join(folder, 'nowhere', 'x.pdf')
    for (const writing of [papers.writeList(nowhere), papers.writeSlips(nowhere)]) {
      await expect(writing).rejects.toMatchObject({ code: 'operation.cannotWrite' })
    }
  })

  it('number a visit by the digits of the worker code', () => {
    expect(visitNumber('P0000123')).toBe('123')
  })
})
