import { describe, expect, it } from 'vitest'
import { intentOf } from '../../src/understanding/intent.ts'
import { Spelling } from '../../src/understanding/spelling.ts'

const spelling = new Spelling(
  new Map([
    ['santunan', 9],
    ['kecelakaan', 5],
    ['kartu', 7],
    ['karti', 2],
    ['cair', 8],
  ]),
)

describe('a typing error', () => {
  it.each([
    ['santuan', 'santunan'],
    ['santunnan', 'santunan'],
    ['sanutnan', 'santunan'],
    ['santumam', 'santumam'],
    ['kecelakan', 'kecelakaan'],
    ['kartu', 'kartu'],
    ['kartx', 'kartu'],
    ['cair', 'cair'],
    ['cari', 'cari'],
    ['hujan', 'hujan'],
    ['', ''],
  ])('%j is mended to %j', (word, mended) => {
    expect(spelling.mend(word)).toBe(mended)
  })

  it.each([
    ['cara klaim sanutnan kemtian', 'claim_jkm'],
    ['kartu bpjs tk saya hilamg', 'card'],
    ['nunggakk tiga bualn gimana', 'inactive_arrears'],
    ['bagaimna perpajang kepesertan', 'renewal'],
  ])('does not hide what %j is about', (text, topic) => {
    expect(intentOf(text).intent).toBe(topic)
  })
})
