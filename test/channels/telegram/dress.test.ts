import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ABILITIES, dressed, html } from '../../../src/channels/telegram/dress.ts'
import type { SpokenPrompt } from '../../../src/domain/message.ts'
import { shown } from '../../support/telegram/markup.ts'
import { faultIn } from '../../support/telegram/schema.ts'

const dress = (prompt: Partial<SpokenPrompt>) =>
  dressed({ id: 'id', address: '8100000001', prompt: { text: 'Pilih.', choices: [], ...prompt } })
const choices = [
  { value: 'status', label: 'Cek perlindungan saya' },
  { value: ':menu', label: 'Menu utama' },
]

describe('a message', () => {
  it('is plain, shows no preview of its links, and touches no keyboard', () => {
    expect(dress({ text: 'Halo' })).toEqual({
      chat_id: 8100000001,
      text: 'Halo',
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    })
  })

  it('carries its choices as numbered buttons that bring back the value', () => {
    expect(dress({ choices }).reply_markup).toEqual({
      inline_keyboard: [
        [{ text: '1. Cek perlindungan saya', callback_data: 'status' }],
        [{ text: '2. Menu utama', callback_data: ':menu' }],
      ],
    })
  })

  it.each<[string, SpokenPrompt['choices']]>([
    ['many', Array.from({ length: 11 }, (_, n) => ({ value: `v${n}`, label: `Pilihan ${n}` }))],
    ['long', [{ value: 'a', label: 'x'.repeat(41) }]],
    ['too large to be carried back', [{ value: 'é'.repeat(33), label: 'Siti' }]],
  ])('numbers choices that are %s below its words', (_, given) => {
    const { text, reply_markup } = dress({ choices: given })
    expect(reply_markup).toBeUndefined()
    expect(text).toContain(`1. ${given[0]!.label}`)
  })

  it('carries the button that shares the phone, and the choices as lines to tap', () => {
    expect(dress({ choices, phoneButton: 'Bagikan nomor HP saya' }).reply_markup).toEqual({
      keyboard: [
        [{ text: 'Bagikan nomor HP saya', request_contact: true }],
        [{ text: '1. Cek perlindungan saya' }],
        [{ text: '2. Menu utama' }],
      ],
      resize_keyboard: true,
      one_time_keyboard: true,
    })
  })

  it('takes that button away again, its own choices numbered', () => {
    const { text, reply_markup } = dress({ choices, closesPhoneButton: true })
    expect(reply_markup).toEqual({ remove_keyboard: true })
    expect(text).toBe('Pilih.\n1. Cek perlindungan saya\n2. Menu utama')
  })
})

describe('words', () => {
  it.each([
    ['*tebal* dan biasa', '<b>tebal</b> dan biasa'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['nama_saya <b> & `kode` [a](b)', 'nama_saya &lt;b&gt; &amp; `kode` [a](b)'],
    ['*<i>* & *a & b*', '<b>&lt;i&gt;</b> &amp; <b>a &amp; b</b>'],
  ])('%s', (text, marked) => {
    expect(html(text)).toBe(marked)
  })

  it('of any kind are read as they were meant, and by the schema', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).map((some) => `x${some}`)
    const label = fc.string({ minLength: 1, maxLength: 50 })
    const choice = fc.record({ value: fc.string({ minLength: 1, maxLength: 70 }), label })
    fc.assert(
      fc.property(text, fc.array(choice, { maxLength: 12 }), (words, given) => {
        const call = dress({ text: words, choices: given })
        expect(faultIn('sendMessage', JSON.parse(JSON.stringify(call)))).toBeUndefined()
        const seen = shown(call as Parameters<typeof shown>[0])
        expect(seen.replace(/\*/g, '')).toContain(words.replace(/\*/g, ''))
      }),
    )
  })
})

it('writes to nobody first, and is not shown once what is sent twice', () => {
  expect(ABILITIES).toMatchObject({ writesFirst: false, idempotent: false, sharesPhone: true, textLength: 4096 })
})
