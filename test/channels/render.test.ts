import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asText, split } from '../../src/channels/render.ts'
import { WebChat } from '../../src/channels/web-chat/web-chat.ts'

const can = (textLength: number) => ({ ...new WebChat().abilities, textLength })
const choices = [{ value: 'a', label: 'Ya' }]

describe('a message that is too long for a platform', () => {
  it('is left as it is where it fits, its choices counted', () => {
    const prompt = { text: 'x'.repeat(14), choices }
    expect(split(prompt, can(20))).toEqual([prompt])
    expect(split(prompt, can(19)).length).toBeGreaterThan(1)
  })

  it('is cut between lines, else between words; the choices stay with the last', () => {
    expect(split({ text: 'satu dua\ntiga empat', choices: [] }, can(12))).toEqual([
      { text: 'satu dua', choices: [] },
      { text: 'tiga empat', choices: [] },
    ])
    expect(split({ text: 'satu dua tiga', choices }, can(15))).toEqual([
      { text: 'satu dua', choices: [] },
      { text: 'tiga', choices },
    ])
  })

  it('has its phone button on the last, and takes an old one away with the first', () => {
    const prompt = { text: 'satu dua', choices: [], phoneButton: 'Bagikan', closesPhoneButton: true as const }
    expect(split(prompt, can(5))).toEqual([
      { text: 'satu', choices: [], closesPhoneButton: true },
      { text: 'dua', choices: [], phoneButton: 'Bagikan' },
    ])
  })

  it('loses no word, tears no character, and every part fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer({ min: 20, max: 90 }), (text, most) => {
        const parts = split({ text, choices }, can(most))
        for (const part of parts) expect(asText(part).length).toBeLessThanOrEqual(most)
        expect(
          parts
            .map((part) => part.text)
            .join('')
            .replace(/\s/g, ''),
        ).toBe(text.replace(/\s/g, ''))
        for (const part of parts) expect(part.text.isWellFormed()).toBe(true)
      }),
    )
  })
})
