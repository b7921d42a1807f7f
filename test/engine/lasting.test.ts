import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { factsOn } from '../../src/domain/facts/facts.ts'
import type { Heard } from '../../src/domain/heard.ts'
import { settingsFrom } from '../../src/domain/settings.ts'
import { flow } from '../../src/engine/flow.ts'
import type { House } from '../../src/engine/house.ts'
import { lint } from '../../src/engine/lint.ts'
import { freshSession, readSession, type Session } from '../../src/engine/session.ts'
import { type Turn, turn } from '../../src/engine/turn.ts'
import { choiceNumber } from '../../src/understanding/numbers.ts'

const home = flow({
  id: 'home',
  version: 1,
  start: 'choose',
  answers: z.object({}),
  steps: { choose: { menu: 'home.choose', goto: { secret: { flow: 'secret' } } } },
})
/** Asks for the code and then of one page after another, by one step. */
const secret = flow({
  id: 'secret',
  version: 1,
  start: 'code',
  lastsDays: 1,
  answers: z.object({
    code: z.string().optional(),
    page: z.string().optional(),
    read: z.enum(['next', 'stop']).optional(),
  }),
  steps: {
    code: { ask: 'secret.code', save: 'code', read: ({ text }) => text, again: 'a.b', simpler: 'a.c', next: 'open' },
    open: { menu: 'secret.open', goto: { pages: 'first' } },
    first: { find: () => 'i', save: 'page', next: 'page' },
    page: {
      choose: ({ answers }) => `secret.page.${answers.page}`,
      save: 'read',
      options: ['next', 'stop'],
      next: 'turnPage',
      back: 'pageBefore',
    },
    turnPage: { find: ({ answers }) => `${answers.page}i`, save: 'page', next: 'page' },
    pageBefore: { find: ({ answers }) => answers.page?.slice(1) ?? '', save: 'page', next: 'pageOrOpen' },
    pageOrOpen: { decide: ({ answers }) => (answers.page ? 'page' : 'open') },
  },
})
const house = {
  flows: new Map([home, secret].map((one) => [one.id, one])),
  ...{ home: 'home', proving: 'home', words: {}, topics: {} },
} as unknown as House

class Talk {
  today = '2026-11-24'
  private session: Session = freshSession()

  say(text: string, more: Partial<Heard> = {}): string[] {
    const number = choiceNumber(text)
    const kept = readSession(JSON.parse(JSON.stringify(this.session)))
    const around = {
      ...{ today: this.today, facts: factsOn(this.today), settings: settingsFrom({}), named: () => undefined },
      person: {
        isNew: false,
        locale: 'id' as const,
        hasPhone: false,
        sharesPhone: false,
        optedOut: false,
        bereaved: false,
      },
    }
    const heard = { input: { text }, ...(number !== undefined && { number }), ...more }
    const { value } = turn(house, kept, heard, around).next() as { value: Turn }
    this.session = value.session
    return value.prompts.map((prompt) => String(prompt.text))
  }
}

function opened(): Talk {
  const talk = new Talk()
  for (const text of ['halo', '1', 'the code']) talk.say(text)
  return talk
}

describe('a conversation that lasts a day', () => {
  it('goes on until the end of the next day', () => {
    const talk = opened()
    talk.today = '2026-11-25'
    expect(talk.say('1')).toEqual(['secret.page.i'])
  })

  it('starts anew after that, whatever is said', () => {
    for (const text of ['1', 'the code', 'something else']) {
      const talk = opened()
      talk.today = '2026-11-26'
      expect(talk.say(text)).toEqual(['secret.code'])
    }
  })

  it('is not kept up by talking: what counts is when it began', () => {
    const talk = opened()
    talk.today = '2026-11-25'
    talk.say('1')
    talk.today = '2026-11-26'
    expect(talk.say('1')).toEqual(['secret.code'])
  })

  it('is not walked back into', () => {
    const talk = opened()
    talk.say('1')
    talk.today = '2026-11-26'
    expect(talk.say('kembali', { global: 'back' })).toEqual(['home.choose'])
  })

  it('is left by other conversations as it is', () => {
    const talk = new Talk()
    talk.say('halo')
    talk.today = '2026-12-24'
    expect(talk.say('1')).toEqual(['secret.code'])
  })
})

describe('a step that asks of one thing after another', () => {
  it('goes back to the thing before, and at the first to what came before all of them', () => {
    const talk = opened()
    const back = () => talk.say('kembali', { global: 'back' })
    const there = ['1', '1', '1'].map((text) => talk.say(text))
    expect(there).toEqual([['secret.page.i'], ['secret.page.ii'], ['secret.page.iii']])
    expect([back(), back(), back()]).toEqual([['secret.page.ii'], ['secret.page.i'], ['secret.open']])
    expect(back()).toEqual(['secret.code'])
  })

  it('is followed by the lint, which would otherwise miss what only "back" reaches', () => {
    const only = flow({
      id: 'only',
      version: 1,
      start: 'a',
      answers: z.object({ a: z.enum(['x']).optional() }),
      steps: {
        a: { choose: 'only.a', save: 'a', options: ['x'], next: 'a', back: 'b' },
        b: { menu: 'only.b', goto: { a: 'a' } },
      },
    })
    const faults = (flows: (typeof only)[]) =>
      lint({ ...house, flows: new Map(flows.map((one) => [one.id, one])) }, () => true)
    expect(faults([home, secret, only])).toEqual([])
  })
})
