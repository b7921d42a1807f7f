import decodeQR from 'qr/decode.js'
import { extractImages, getDocumentProxy } from 'unpdf'
import { beforeEach, describe, expect, it } from 'vitest'
import { askingPoster } from '../../../src/services/visits/poster.ts'
import { hear } from '../../../src/understanding/hear.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'
import { textIn } from '../reports/reading.ts'

const AGENCY = { id: 'a', code: 'DKPPP', name: 'Dinas Pertanian', headerNames: null, createdAt: new Date(0) }

let world: TestWorld
beforeEach(async () => {
  world = await testWorld()
  world.change({ whatsappNumber: '6281000009000' })
})

const scanned = async (poster: Buffer) => {
  const [image] = await extractImages(await getDocumentProxy(new Uint8Array(poster)), 1)
  return decodeQR(image!)
}

describe('an agency’s poster', () => {
  it('names the agency and the kelurahan, and says of nobody that they are covered', async () => {
    const text = await textIn(await askingPoster(world, AGENCY, '35.74.01.1001'))
    expect(text).toContain('Dinas Pertanian untuk warga Kelurahan')
    expect(text).toContain('http://localhost:8080/chat')
    expect(text).not.toMatch(/terdaftar|dibayar|Rp/)
    expect(await textIn(await askingPoster(world, AGENCY, null))).not.toContain('warga Kelurahan')
  })

  it('leads to WhatsApp where its number is known, with words that are understood there', async () => {
    const link = new URL(await scanned(await askingPoster(world, AGENCY, null)))
    expect(link.origin + link.pathname).toBe('https://wa.me/6281000009000')
    expect(hear({ text: link.searchParams.get('text')! }).topic).toBe('status_check')
  })
})
