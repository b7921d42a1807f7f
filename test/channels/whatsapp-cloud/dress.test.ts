import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { abilitiesOf } from '../../../src/channels/whatsapp-cloud/account.ts'
import { dressed, type Handed } from '../../../src/channels/whatsapp-cloud/dress.ts'
import type { SpokenPrompt } from '../../../src/domain/message.ts'
import { faultIn } from '../../support/whatsapp/schema.ts'

const choices = (...labels: string[]) => labels.map((label, at) => ({ value: `v${at}`, label }))
const dressAll = (prompt: SpokenPrompt, address = '6281000009001', handed?: Handed) => {
  const bodies = dressed({ id: '0199aaaa-0000-7000-8000-000000000001', address, prompt }, 'Pilih', handed)
  for (const body of bodies) expect(faultIn(body)).toBeUndefined()
  return bodies as Record<string, unknown>[]
}
const dress = (prompt: SpokenPrompt, address = '6281000009001') => {
  return dressAll(prompt, address)[0]!
}

describe('a message of ours', () => {
  it('is words to a phone, with our own id that comes back', () => {
    expect(dress({ text: '*Halo*', choices: [] })).toEqual({
      ...{ messaging_product: 'whatsapp', recipient_type: 'individual', to: '6281000009001' },
      biz_opaque_callback_data: '0199aaaa-0000-7000-8000-000000000001',
      ...{ type: 'text', text: { preview_url: false, body: '*Halo*' } },
    })
  })

  it('goes to an id where the phone is hidden', () => {
    const body = dress({ text: 'Halo', choices: [] }, 'ID.13491208655302741918')
    expect(body).toMatchObject({ recipient: 'ID.13491208655302741918' })
    expect(body).not.toHaveProperty('to')
  })

  it('has up to three choices as buttons that bring back their question, with their numbers where there is room', () => {
    const three = choices('Cek status', 'Manfaat', 'Bantuan')
    expect(dress({ text: 'Apa?', choices: three, asked: 4 }).interactive).toMatchObject({
      type: 'button',
      action: {
        buttons: [
          { reply: { id: '4|v0', title: '1. Cek status' } },
          { reply: { id: '4|v1', title: '2. Manfaat' } },
          { reply: { id: '4|v2', title: '3. Bantuan' } },
        ],
      },
    })
    const exact = choices('12345678901234567890', 'Ya')
    expect(dress({ text: 'Apa?', choices: exact, asked: 4 }).interactive).toMatchObject({
      action: { buttons: [{ reply: { title: '12345678901234567890' } }, { reply: { title: 'Ya' } }] },
    })
  })

  it('has up to ten choices as a list', () => {
    const ten = choices(...Array.from({ length: 10 }, (_, n) => `Pilihan ke-${n}`))
    expect(dress({ text: 'Apa?', choices: ten, asked: 4 }).interactive).toMatchObject({
      type: 'list',
      action: { button: 'Pilih', sections: [{ rows: expect.objectContaining({ length: 10 }) }] },
    })
    const longer = choices('123456789012345678901234', 'Ya')
    expect(dress({ text: 'Apa?', choices: longer, asked: 4 }).interactive).toMatchObject({ type: 'list' })
  })

  it.each<[string, SpokenPrompt]>([
    ['more than ten', { text: 'Apa?', choices: choices(...Array.from({ length: 11 }, (_, n) => `Pilihan ${n}`)) }],
    ['one longer than a row', { text: 'Apa?', choices: choices('Ya', '1234567890123456789012345') }],
    ['two that are called the same', { text: 'Apa?', choices: choices('Ya', 'Ya') }],
    ['words longer than such a message', { text: 'x'.repeat(1025), choices: choices('Ya', 'Tidak') }],
    ['a value that no button can carry', { text: 'Apa?', choices: [{ value: 'x'.repeat(250), label: 'Ya' }] }],
  ])('numbers its choices below the words: %s', (_, prompt) => {
    const body = (dress(prompt).text as { body: string }).body
    expect(body).toContain(`\n1. ${prompt.choices[0]!.label}`)
  })

  it('keeps to the published schema, whatever is said', () => {
    const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    const prompt = fc.record({
      text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1100 }),
      choices: fc.array(fc.record({ value: fc.string({ minLength: 1, maxLength: 60 }), label }), { maxLength: 12 }),
      asked: fc.nat(),
    })
    const alike = { text: ' ', choices: ['a', 'b'].map((label) => ({ value: 'key', label })), asked: 0 }
    fc.assert(
      fc.property(prompt, (given) => void dress(given)),
      { examples: [[alike]] },
    )
  })
})

describe('a file', () => {
  const picture: Handed = { mediaId: '77', type: 'image/jpeg', name: 'gambar.jpg' }
  const paper: Handed = { mediaId: '78', type: 'application/pdf', name: 'dokumen.pdf' }
  const withFile = (prompt: SpokenPrompt, file: Handed) => dressAll(prompt, '6281000009001', file)

  it('stands above the words, or above the buttons', () => {
    expect(withFile({ text: 'Undangan', choices: [] }, picture)).toMatchObject([
      { type: 'image', image: { id: '77', caption: 'Undangan' } },
    ])
    expect(withFile({ text: 'Undangan', choices: choices('Ya') }, paper)).toMatchObject([
      {
        interactive: { type: 'button', header: { type: 'document', document: { id: '78', filename: 'dokumen.pdf' } } },
      },
    ])
  })

  it('above choices that need a list has them numbered', () => {
    const four = choices('Satu', 'Dua', 'Tiga', 'Empat')
    expect(withFile({ text: 'Undangan', choices: four }, paper)).toMatchObject([
      { type: 'document', document: { caption: 'Undangan\n1. Satu\n2. Dua\n3. Tiga\n4. Empat' } },
    ])
  })

  it('goes behind words that are too long for it, and says nothing of them', () => {
    const [words, file] = withFile({ text: 'x'.repeat(2000), choices: [] }, picture)
    expect(words).toMatchObject({ type: 'text', biz_opaque_callback_data: expect.any(String) })
    expect(file).toMatchObject({ type: 'image', image: { id: '77' } })
    expect(file).not.toHaveProperty('biz_opaque_callback_data')
  })
})

describe('what a number may do', () => {
  it.each<[object, object]>([
    [{}, { perSecond: 70, perDay: 250 }],
    [{ whatsapp_business_manager_messaging_limit: 'TIER_2K' }, { perSecond: 70, perDay: 2000 }],
    [
      { throughput: { level: 'HIGH' }, whatsapp_business_manager_messaging_limit: 'TIER_100K' },
      { perSecond: 900, perDay: 100_000 },
    ],
    [{ whatsapp_business_manager_messaging_limit: 'TIER_OF_LATER_YEARS' }, { perDay: 250 }],
  ])('%j', (number, can) => {
    expect(abilitiesOf(number)).toMatchObject(can)
  })

  it('is not bound by the day where Meta does not bind it', () => {
    expect(abilitiesOf({ whatsapp_business_manager_messaging_limit: 'TIER_UNLIMITED' }).perDay).toBeUndefined()
  })

  it('is one message in six seconds to one person', () => {
    expect(abilitiesOf({}).perChat).toEqual({ n: 1, perMs: 6000 })
  })
})
