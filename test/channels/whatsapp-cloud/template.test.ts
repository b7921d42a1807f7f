import { describe, expect, it } from 'vitest'
import { matchOf, type Template, templated, unusable } from '../../../src/channels/whatsapp-cloud/template.ts'
import type { SpokenPrompt } from '../../../src/domain/message.ts'
import { faultIn } from '../../support/whatsapp/schema.ts'

const template = (text: string, more: Partial<Template> = {}): Template => ({
  ...{ name: 'kabar', language: 'id', status: 'APPROVED', category: 'UTILITY' },
  components: [{ type: 'BODY', text }],
  ...more,
})
const prompt = (text: string, ...labels: string[]): SpokenPrompt => ({
  ...{ text, asked: 7 },
  choices: labels.map((label, at) => ({ value: `v${at}`, label })),
})
const buttons = (...labels: string[]) => ({
  type: 'BUTTONS',
  buttons: labels.map((text) => ({ type: 'QUICK_REPLY', text })),
})
const variablesOf = (text: string, said: string) =>
  matchOf(template(text), prompt(said))?.variables.map((variable) => variable.text)

describe('a template says the words of a message', () => {
  it('where they are its own, with what stands in the place of its variables', () => {
    expect(variablesOf('Salam dari {{1}} untuk {{2}}.', 'Salam dari Dinas Kesehatan untuk S••• A•••.')).toEqual([
      'Dinas Kesehatan',
      'S••• A•••',
    ])
    expect(variablesOf('Berapa (kira-kira)? *{{1}}*', 'Berapa (kira-kira)? *tiga*')).toEqual(['tiga'])
    expect(variablesOf('Tanpa isian.', 'Tanpa isian.')).toEqual([])
  })

  it.each([
    ['Salam dari {{1}}.', 'Salam dari kota, dan lagi pula'],
    ['Salam dari {{1}}.', 'Dan salam dari kota.'],
    ['Salam dari {{1}}.', 'Salam dari kota\nkami.'],
    ['Salam dari {{1}}.', 'Salam dari .'],
    ['Salam dari {{1}}.', 'Salam dari a     b.'],
  ])('but not %j those of %j', (text, said) => {
    expect(variablesOf(text, said)).toBeUndefined()
  })

  it('with its choices as quick replies that bring back their question', () => {
    const with2 = template('Ada kabar.', {
      components: [{ type: 'BODY', text: 'Ada kabar.' }, buttons('Lihat', 'Jangan')],
    })
    expect(matchOf(with2, prompt('Ada kabar.', 'Lihat', 'Jangan'))?.payloads).toEqual(['7|v0', '7|v1'])
    expect(matchOf(with2, prompt('Ada kabar.', 'Lihat', 'Lain'))).toBeUndefined()
    expect(matchOf(with2, prompt('Ada kabar.', 'Lihat'))).toBeUndefined()
  })

  it('or numbered below its words', () => {
    const numbered = template('Ada kabar.\n1. Lihat\n2. Jangan')
    expect(matchOf(numbered, prompt('Ada kabar.', 'Lihat', 'Jangan'))).toMatchObject({ payloads: [] })
  })

  it.each<[string, Partial<Template>, string | undefined]>([
    ['approved', {}, undefined],
    ['under review', { status: 'PENDING' }, 'notApproved'],
    ['paused', { status: 'PAUSED' }, 'notApproved'],
    ['with a picture above', { components: [{ type: 'HEADER' }, { type: 'BODY', text: 'Ada kabar.' }] }, 'shape'],
    [
      'with a link',
      {
        components: [
          { type: 'BODY', text: 'Ada kabar.' },
          { type: 'BUTTONS', buttons: [{ type: 'URL' }] },
        ],
      },
      'shape',
    ],
    ['without words', { components: [] }, 'shape'],
  ])('only where it can be used: %s', (_, more, why) => {
    expect(unusable(template('Ada kabar.', more))).toBe(why)
    expect(matchOf(template('Ada kabar.', more), prompt('Ada kabar.')) !== undefined).toBe(why === undefined)
  })
})

describe('a message by a template', () => {
  const send = (one: Template, said: SpokenPrompt) => {
    const body = templated({ id: 'x', address: '6281000009001', prompt: said }, matchOf(one, said)!)
    expect(faultIn(body)).toBeUndefined()
    return (body as { template: object }).template
  }

  it('names it in its language, with its variables and buttons', () => {
    const text = 'Salam dari {{1}}.'
    const one = template(text, { components: [{ type: 'BODY', text }, buttons('Lihat')] })
    expect(send(one, prompt('Salam dari kota.', 'Lihat'))).toEqual({
      ...{ name: 'kabar', language: { policy: 'deterministic', code: 'id' } },
      components: [
        { type: 'body', parameters: [{ type: 'text', text: 'kota' }] },
        { type: 'button', sub_type: 'quick_reply', index: '0', parameters: [{ type: 'payload', payload: '7|v0' }] },
      ],
    })
  })

  it('names variables that have names', () => {
    expect(send(template('Salam dari {{dinas}}.'), prompt('Salam dari kota.'))).toMatchObject({
      components: [{ parameters: [{ type: 'text', parameter_name: 'dinas', text: 'kota' }] }],
    })
  })

  it('has no components where it has no variables', () => {
    expect(send(template('Ada kabar.'), prompt('Ada kabar.'))).not.toHaveProperty('components')
  })
})
