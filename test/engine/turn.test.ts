import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { factsOn } from '../../src/domain/facts/facts.ts'
import type { Heard } from '../../src/domain/heard.ts'
import { type LookUps, look } from '../../src/domain/look-ups.ts'
import { settingsFrom } from '../../src/domain/settings.ts'
import { flow } from '../../src/engine/flow.ts'
import type { House } from '../../src/engine/house.ts'
import { lint } from '../../src/engine/lint.ts'
import { freshSession, readSession, type Session } from '../../src/engine/session.ts'
import { type Turn, turn } from '../../src/engine/turn.ts'
import type { Around } from '../../src/engine/walk.ts'
import { choiceNumber } from '../../src/understanding/numbers.ts'

const home = flow({
  id: 'home',
  version: 1,
  start: 'choose',
  answers: z.object({}),
  steps: { choose: { menu: 'home.choose', goto: { order: { flow: 'order' }, end: 'bye' } }, bye: { end: 'home.bye' } },
})
const order = flow({
  id: 'order',
  version: 2,
  start: 'size',
  renamed: { howMany: 'count' },
  answers: z.object({
    size: z.enum(['small', 'large']).optional(),
    count: z.number().optional(),
    to: z.string().optional(),
  }),
  steps: {
    size: { choose: 'order.size', save: 'size', options: ['small', 'large'], next: 'count' },
    count: {
      ask: 'order.count',
      save: 'count',
      read: ({ text }) => (/^\d+$/.test(text) ? Number(text) : undefined),
      again: 'order.countAgain',
      simpler: 'order.countSimpler',
      readsNumber: true,
      next: 'covers',
    },
    covers: {
      *decide() {
        return (yield* look('proven', {})).length > 0 ? 'to' : 'nobody'
      },
    },
    to: {
      pick: 'order.to',
      save: 'to',
      *from() {
        return (yield* look('proven', {})).map(({ workerId, maskedName }) => ({
          value: workerId,
          label: ['order.name', { name: maskedName }],
        }))
      },
      next: 'wish',
    },
    nobody: { tell: 'order.nobody', next: 'wish' },
    wish: { act: () => ({ do: 'wishForPerson' }), next: 'done' },
    done: { end: ({ answers }) => ['order.done', { count: answers.count ?? 0 }] },
  },
})
const words = Object.fromEntries(['language', 'help', 'stop', 'start', 'human'].map((id) => [id, id])) as House['words']
const others = Object.keys(words).map((id) =>
  flow({ id, version: 1, start: 'end', answers: z.object({}), steps: { end: { end: `${id}.end` } } }),
)
const price = flow({
  id: 'price',
  version: 1,
  start: 'told',
  answers: z.object({}),
  steps: { told: { menu: 'price.told', goto: { home: { flow: 'home' } } } },
})
const grave = flow({
  id: 'grave',
  version: 1,
  start: 'sorry',
  answers: z.object({ name: z.string().optional(), cause: z.string().optional() }),
  undivided: true,
  goesOn: true,
  asides: { card: ({ answers }) => ['grave.card', { name: answers.name ?? '' }] },
  steps: {
    sorry: { menu: 'grave.sorry', goto: { on: 'name' } },
    name: {
      ask: 'grave.name',
      save: 'name',
      read: ({ text }) => (text.startsWith('Pak ') ? text : undefined),
      again: 'grave.nameAgain',
      simpler: 'grave.nameSimpler',
      next: 'cause',
    },
    cause: { choose: 'grave.cause', save: 'cause', options: ['ill', 'work'], next: 'done' },
    done: { end: 'grave.done' },
  },
})
const card = { ...price, id: 'card', steps: { told: { menu: 'card.told', goto: { home: { flow: 'home' } } } } }
const unclear = flow({
  id: 'unclear',
  version: 1,
  start: 'which',
  answers: z.object({ between: z.array(z.string()) }),
  steps: {
    which: { menu: ({ answers }) => ['unclear.which', { a: answers.between.join() }], goto: { home: 'end' } },
    end: { end: 'unclear.end' },
  },
})
const house: House = {
  flows: new Map([home, order, price, card, grave, unclear, ...others].map((one) => [one.id, one])),
  home: 'home',
  coded: 'home',
  visiting: 'home',
  attending: 'home',
  holding: 'home',
  closing: 'home',
  distress: 'human',
  proving: 'order',
  words,
  topics: { what_program: 'order', cost: 'price', card: 'card', claim_jkm: 'grave', human: 'human' },
  asides: { cost: 'price.short', card: ({ answers }) => ['card.short', answers] },
  unclear: 'unclear',
  forAnother: 'price',
}

const around: Around = {
  today: '2026-11-24',
  facts: factsOn('2026-11-24'),
  settings: settingsFrom({}),
  person: { isNew: false, locale: 'id', hasPhone: false, sharesPhone: false, optedOut: false, bereaved: false },
  named: (choices, text) => choices.find(({ label }) => typeof label === 'string' && label.endsWith(`.${text}`))?.value,
}

/** Two workers, whom each look-up for proven ones finds. */
const COVERS: LookUps['proven']['answer'] = ['w1', 'w2'].map((workerId) => ({
  workerId,
  maskedName: workerId,
  enrolments: [],
}))

class Talk {
  session: Session = freshSession()
  private readonly proven: LookUps['proven']['answer']

  constructor(proven = COVERS) {
    this.proven = proven
  }

  /** Says something; the session goes through JSON before each message, as it does through the database. */
  say(text: string, more: Partial<Heard> = {}): Turn {
    this.session = readSession(JSON.parse(JSON.stringify(this.session)))
    const number = choiceNumber(text)
    const heard: Heard = { input: { text }, ...(number !== undefined && { number }), ...more }
    const running = turn(house, this.session, heard, around)
    let step = running.next()
    while (!step.done) step = running.next(this.proven)
    this.session = step.value.session
    return step.value
  }
}

const texts = ({ prompts }: Turn) => prompts.map(({ text }) => (typeof text === 'string' ? text : text[0]))
const choices = ({ prompts }: Turn) => prompts.at(-1)?.choices?.map(({ value }) => value)

describe('a conversation', () => {
  it('starts at home, whatever is said first', () => {
    const first = new Talk().say('halo')
    expect([texts(first), choices(first), first.took]).toEqual([['home.choose'], ['order', 'end'], 'home'])
  })

  it('takes a number, a pressed choice and the words of a label for the same', () => {
    for (const way of [
      { text: '1' },
      { text: '', more: { input: { text: '', choice: 'order' } } },
      { text: 'order' },
    ]) {
      const talk = new Talk()
      talk.say('halo')
      expect(texts(talk.say(way.text, way.more ?? {}))).toEqual(['order.size'])
    }
  })

  it('walks to the end, carries effects out and stands nowhere afterwards', () => {
    const talk = new Talk()
    for (const text of ['halo', '1', '2', '7']) talk.say(text)
    const last = talk.say('2')
    expect([texts(last), last.effects, talk.session.flow]).toEqual([['order.done'], [{ do: 'wishForPerson' }], null])
    expect(last.prompts[0]?.text).toEqual(['order.done', { count: 7 }])
  })

  it('decides by what it looks up', () => {
    const talk = new Talk([])
    for (const text of ['halo', '1', '2']) talk.say(text)
    expect(texts(talk.say('7'))).toEqual(['order.nobody', 'order.done'])
  })

  it('ends at an end and begins again with the next word', () => {
    const talk = new Talk()
    talk.say('halo')
    expect(texts(talk.say('2'))).toEqual(['home.bye'])
    expect(texts(talk.say('hm'))).toEqual(['home.choose'])
  })
})

describe('words that work everywhere', () => {
  it('lead home, back, away and out of any step', () => {
    const talk = new Talk()
    for (const text of ['halo', '1', '2']) talk.say(text)
    expect(texts(talk.say('kembali', { global: 'back' }))).toEqual(['order.size'])
    expect(texts(talk.say('kembali', { global: 'back' }))).toEqual(['home.choose'])
    talk.say('1')
    expect(texts(talk.say('batal', { global: 'cancel' }))).toEqual(['engine.cancelled', 'home.choose'])
    expect(texts(talk.say('stop', { global: 'stop' }))).toEqual(['stop.end'])
    expect(texts(talk.say('menu', { global: 'menu' }))).toEqual(['home.choose'])
  })

  it('leave 0 to a step that reads a number', () => {
    const talk = new Talk()
    for (const text of ['halo', '1', '2']) talk.say(text)
    expect(texts(talk.say('0', { global: 'menu', number: 0 }))).toEqual(['order.to'])
    const other = new Talk()
    for (const text of ['halo', '1']) other.say(text)
    expect(texts(other.say('0', { global: 'menu', number: 0 }))).toEqual(['home.choose'])
  })
})

describe('an answer that cannot be read', () => {
  it('is asked again, asked more simply, then a person is offered, then a last word, then silence', () => {
    const talk = new Talk()
    talk.say('halo')
    const said = ['x', 'y', 'z', 'u', 'v', 'w'].map((text) => talk.say(text))
    expect(said.map(texts)).toEqual([
      ['engine.again', 'engine.choose'],
      ['engine.simpler'],
      ['engine.offerPerson'],
      ['engine.stillHere'],
      [],
      [],
    ])
    expect(said.every(({ took }) => took === 'unread')).toBe(true)
  })

  it('is asked again in the words of its own question', () => {
    const talk = new Talk()
    for (const text of ['halo', '1', '2']) talk.say(text)
    expect([talk.say('many'), talk.say('lots')].map(texts)).toEqual([['order.countAgain'], ['order.countSimpler']])
  })

  it('ends in a person when 1 answers the offer, whatever step is waiting', () => {
    const talk = new Talk()
    for (const text of ['halo', '1', '2', 'a', 'b', 'c']) talk.say(text)
    expect(texts(talk.say('1'))).toEqual(['human.end'])
  })

  it('is forgiven by the next that can be read', () => {
    const talk = new Talk()
    for (const text of ['halo', 'x', 'y', '1', '2']) talk.say(text)
    expect(texts(talk.say('many'))).toEqual(['order.countAgain'])
  })

  it('is told by what it was', () => {
    const again = (attachment: 'voice' | 'sticker' | 'image') => {
      const talk = new Talk()
      talk.say('halo')
      return texts(talk.say('', { input: { text: '', attachment } }))[0]
    }
    expect([again('voice'), again('sticker'), again('image')]).toEqual([
      'engine.voice',
      'engine.sticker',
      'engine.attachment',
    ])
  })
})

describe('a nod', () => {
  it('is answered twice and then let be, and answers no question', () => {
    const talk = new Talk()
    talk.say('halo')
    const nods = [1, 2, 3].map(() => talk.say('ok', { acknowledgement: true }))
    expect(nods.map(texts)).toEqual([['engine.nodAsked'], ['engine.nodAgain'], []])
    expect(nods.flatMap(({ effects }) => effects)).toEqual([])
    expect(texts(talk.say('1'))).toEqual(['order.size'])
  })
})

describe('what leads elsewhere', () => {
  it('is a topic, from any step', () => {
    const talk = new Talk()
    talk.say('halo')
    const asked = talk.say('dapat apa', { topic: 'what_program' })
    expect([texts(asked), asked.took]).toEqual([['order.size'], 'topic'])
  })

  it('is only a topic beyond doubt where a question waits for words, and any topic where a choice is offered', () => {
    const likely = { topic: 'what_program', score: 0.6 }
    const asked = new Talk()
    for (const text of ['halo', '1', '2']) asked.say(text)
    expect(asked.say('saya kurang tahu', likely).took).toBe('unread')
    expect(texts(asked.say('saya mau petugas', { topic: 'human', score: 0.9 }))).toEqual(['human.end'])
    const offered = new Talk()
    offered.say('halo')
    expect(offered.say('dapat apa ya', likely).took).toBe('topic')
  })

  it('is a misspelt word that works everywhere only where the step cannot read it, except the wish to stop', () => {
    const misspelt = { global: 'menu', misspelt: true } as const
    const talk = new Talk()
    for (const text of ['halo', '1', '2']) talk.say(text)
    expect(talk.say('7', misspelt).took).toBe('answer')
    const other = new Talk()
    for (const text of ['halo', '1', '2']) other.say(text)
    expect(texts(other.say('menur', misspelt))).toEqual(['home.choose'])
    for (const text of ['1', '2']) other.say(text)
    expect(texts(other.say('7', { ...misspelt, global: 'stop' }))).toEqual(['stop.end'])
  })

  it('is no topic that nothing answers yet', () => {
    const talk = new Talk()
    talk.say('halo')
    expect(talk.say('kapan cair', { topic: 'when_paid', score: 1 }).took).toBe('unread')
  })

  it('is no topic where the step can read the answer', () => {
    const talk = new Talk()
    for (const text of ['halo', '1', '2']) talk.say(text)
    expect(talk.say('7', { topic: 'what_program', score: 1 }).took).toBe('answer')
  })

  it('is a typed identity number, with a warning first', () => {
    expect(texts(new Talk().say('[…]', { input: { text: '[…]', nikTyped: true } }))).toEqual([
      'engine.nikTyped',
      'order.size',
    ])
  })
})

describe('a question in the midst of something else', () => {
  const beside = (...said: string[]) => {
    const talk = new Talk()
    talk.say('meninggal', { topic: 'claim_jkm' })
    for (const text of said) talk.say(text)
    return talk
  }

  it('is answered, and the question that stands is put again', () => {
    const named = beside('1')
    const asked = named.say('berapa bayarnya', { topic: 'cost', score: 0.9 })
    expect([texts(asked), asked.took]).toEqual([['price.short', 'grave.name'], 'aside'])
    expect(texts(named.say('Pak A'))).toEqual(['grave.cause'])
  })

  it('is answered with what the case at hand makes right, where the conversation has words of its own', () => {
    const talk = beside('1', 'Pak A')
    const { prompts } = talk.say('kartunya', { topic: 'card', score: 0.5 })
    expect(prompts.map(({ text }) => text)).toEqual([['grave.card', { name: 'Pak A' }], 'grave.cause'])
    expect(texts(talk.say('1'))).toEqual(['grave.done'])
  })

  it('leaves only the choices of a menu before the person', () => {
    const talk = beside()
    const asked = talk.say('bayar', { topic: 'cost' })
    expect([texts(asked), choices(asked)]).toEqual([['price.short', 'engine.choose'], ['on']])
    expect(texts(talk.say('1'))).toEqual(['grave.name'])
  })

  it('does not begin anew what it is in the midst of', () => {
    const about = { topic: 'claim_jkm', score: 0.9 }
    expect(texts(beside('1', 'Pak A').say('bapak saya meninggal', about))).toEqual(['grave.cause'])
    expect(texts(beside('1', 'Pak A').say('meninggal', { topic: 'claim_jkm' }))).toEqual(['grave.sorry'])
  })

  it('is answered wherever words are waited for, if it is beyond doubt, and knows nothing of the other answers', () => {
    const talk = new Talk()
    for (const text of ['halo', '1', '2']) talk.say(text)
    const { prompts } = talk.say('kartu saya mana', { topic: 'card', score: 0.9 })
    expect(prompts.map(({ text }) => text)).toEqual([['card.short', {}], 'order.count'])
  })

  it('leads away where it cannot be told in one go', () => {
    expect(texts(beside('1').say('mau orang', { topic: 'human', score: 0.9 }))).toEqual(['human.end'])
  })

  it('is put again after an identity number has been hidden', () => {
    const nik = { input: { text: 'NIK […]', nikTyped: true } } as const
    const hidden = beside('1').say('', nik)
    expect([texts(hidden), hidden.took]).toEqual([['engine.nikHidden', 'grave.name'], 'aside'])
    const asked = beside('1').say('', { ...nik, topic: 'cost' })
    expect(texts(asked)).toEqual(['engine.nikHidden', 'price.short', 'grave.name'])
  })
})

describe('two things asked in one message', () => {
  const both = (topic: string, secondTopic: string) => texts(new Talk().say('…', { topic, secondTopic }))

  it('are both answered, in their order', () => {
    expect(both('cost', 'card')).toEqual(['price.short', 'card.told'])
    expect(both('cost', 'what_program')).toEqual(['price.short', 'order.size'])
  })

  it('begin with what can be told at once', () => {
    expect(both('what_program', 'cost')).toEqual(['price.short', 'order.size'])
  })

  it('are taken one by one where neither can', () => {
    expect(both('what_program', 'human')).toEqual(['engine.oneByOne', 'order.size'])
  })

  it('are only the grave one, where one is grave', () => {
    expect(both('cost', 'claim_jkm')).toEqual(['grave.sorry'])
    expect(both('claim_jkm', 'cost')).toEqual(['grave.sorry'])
  })

  it('are one where both lead to the same, or nothing answers the second', () => {
    expect(both('cost', 'cost')).toEqual(['price.told'])
    expect(both('cost', 'when_paid')).toEqual(['price.told'])
  })

  it('are both answered beside an identity number', () => {
    const { prompts } = new Talk().say('', { input: { text: '…', nikTyped: true }, topic: 'cost' })
    expect(prompts.map(({ text }) => text)).toEqual(['engine.nikHidden', 'price.told'])
  })
})

describe('a question for somebody else', () => {
  const asked = (topic: string) => texts(new Talk().say('…', { topic, forSomeoneElse: true }))

  it('leads elsewhere where a proof is wanted, and is answered like any where none is', () => {
    expect(asked('what_program')).toEqual(['price.told'])
    expect(asked('card')).toEqual(['card.told'])
    expect(asked('claim_jkm')).toEqual(['grave.sorry'])
  })
})

describe('a message that could mean either of two things', () => {
  const between: [string, string] = ['cost', 'card']

  it('is put before the person', () => {
    const { prompts, took } = new Talk().say('bayar kartu', { between })
    expect([prompts.map(({ text }) => text), took]).toEqual([[['unclear.which', { a: 'cost,card' }]], 'topic'])
  })

  it('is unread in the midst of something else, or where nothing answers one of them', () => {
    const talk = new Talk()
    for (const text of ['halo', '1', '2']) talk.say(text)
    expect(talk.say('bayar kartu', { between }).took).toBe('unread')
    expect(new Talk().say('x', { between: ['cost', 'when_paid'] }).took).toBe('home')
  })
})

describe('a button', () => {
  const tap = (talk: Talk, choice: string, asked?: number) =>
    talk.say('', { input: { text: '', choice, ...(asked !== undefined && { asked }) } })
  const number = ({ prompts }: Turn) => prompts.at(-1)?.asked

  it('answers the question that it belongs to, once', () => {
    const talk = new Talk()
    const first = number(talk.say('halo'))
    const second = tap(talk, 'order', first)
    expect(texts(second)).toEqual(['order.size'])
    const again = tap(talk, 'order', first)
    expect([again.took, again.prompts, talk.session.step]).toEqual(['stale', [], 'size'])
    expect(texts(tap(talk, 'small', number(second)))).toEqual(['order.count'])
  })

  it('of a question that was put again is good on either message', () => {
    const talk = new Talk()
    const first = talk.say('halo')
    const again = talk.say('zzz')
    expect(number(again)).toBe(number(first))
    expect(texts(tap(talk, 'order', number(first)))).toEqual(['order.size'])
  })

  it('of an earlier round of the same question answers nothing', () => {
    const talk = new Talk()
    const old = number(talk.say('menu', { global: 'menu' }))
    const now = number(talk.say('menu', { global: 'menu' }))
    expect(tap(talk, 'order', old).took).toBe('stale')
    expect(tap(talk, 'order', now).took).toBe('answer')
  })

  it('answers nothing after the conversation has ended', () => {
    const talk = new Talk()
    const menu = number(talk.say('halo'))
    tap(talk, 'end', menu)
    expect(tap(talk, 'end', menu)).toMatchObject({ took: 'stale', prompts: [] })
  })

  it('answers nothing after a word that ended the question', () => {
    const talk = new Talk()
    const menu = number(talk.say('halo'))
    expect(texts(talk.say('stop', { global: 'stop' }))).toEqual(['stop.end'])
    expect(tap(talk, 'order', menu)).toMatchObject({ took: 'stale', prompts: [] })
  })

  it('for a person, the menu or a language works on any message', () => {
    const talk = new Talk()
    const old = number(talk.say('halo'))
    tap(talk, 'order', old)
    expect(texts(tap(talk, ':human', old))).toEqual(['human.end'])
  })

  it('without a number, from before buttons had one, is taken as it is', () => {
    const talk = new Talk()
    talk.say('halo')
    expect(texts(tap(talk, 'order'))).toEqual(['order.size'])
  })
})

it('a voice note as the first word is told that it cannot be heard', () => {
  expect(texts(new Talk().say('', { input: { text: '', attachment: 'voice' } }))).toEqual([
    'engine.voice',
    'home.choose',
  ])
})

describe('angry words', () => {
  it('are answered calmly, with a person, and not twice the same', () => {
    const talk = new Talk()
    expect(texts(talk.say('…', { rude: true }))).toEqual(['engine.calm', 'home.choose'])
    const again = [1, 2].map(() => talk.say('…', { rude: true }))
    expect(again.map(texts)).toEqual([['engine.calm'], ['engine.simpler']])
    expect(choices(again[0]!)).toEqual([':human', ':menu'])
  })

  it('do not keep a question from being answered', () => {
    expect(texts(new Talk().say('…', { rude: true, topic: 'cost' }))).toEqual(['price.told'])
  })
})

describe('another language', () => {
  it('is offered once as one choice more, and taken up where the chat stands', () => {
    const talk = new Talk()
    const first = talk.say('halo', { language: 'jv' })
    expect(choices(first)).toEqual(['order', 'end', ':speak.jv'])
    expect(choices(talk.say('apa', { language: 'jv' }))).toEqual(['order', 'end'])
    const taken = talk.say('', { input: { text: '', choice: ':speak.jv' } })
    expect([texts(taken), taken.effects]).toEqual([
      ['language.changed', 'home.choose'],
      [{ do: 'setLocale', locale: 'jv' }],
    ])
    expect(talk.session.flow).toBe('home')
  })

  it('is not offered where the chat speaks it, where words are waited for, or for a name', () => {
    expect(choices(new Talk().say('halo', { language: 'id' }))).toEqual(['order', 'end'])
    const talk = new Talk()
    talk.say('halo')
    expect(choices(talk.say('1', { language: 'jv' }))).toEqual(['small', 'large'])
    expect(choices(talk.say('2', { language: 'jv' }))).toBeUndefined()
    expect(talk.session.languages).toEqual([])
  })
})

describe('a code in the link that opened the chat', () => {
  it('leads to the proof from anywhere, before all words', () => {
    const talk = new Talk()
    talk.say('halo')
    const opened = talk.say('menu', { input: { text: 'menu', code: 'K7PM4XQ2' }, global: 'menu' })
    expect([texts(opened), opened.took]).toEqual([['order.size'], 'topic'])
    expect(talk.session.answers).toEqual({ code: 'K7PM4XQ2' })
  })
})

describe('a session', () => {
  it('survives a deployment that renamed its step', () => {
    const talk = new Talk()
    talk.session = { ...freshSession(), flow: 'order', version: 1, step: 'howMany', answers: { size: 'small' } }
    expect(texts(talk.say('3'))).toEqual(['order.to'])
  })

  it('starts again where a deployment removed its step, its flow or its answers', () => {
    for (const lost of [{ step: 'gone' }, { flow: 'gone' }, { answers: { size: 'huge' } }]) {
      const talk = new Talk()
      talk.session = { ...freshSession(), flow: 'order', version: 1, step: 'count', ...lost }
      expect(texts(talk.say('3'))).toEqual(['home.choose'])
    }
  })

  it('is fresh where what was kept is no session', () => {
    for (const kept of [null, 'x', {}, { flow: 1 }]) expect(readSession(kept)).toEqual(freshSession())
  })
})

describe('the lint', () => {
  const allWords = () => true

  it('finds nothing wrong with a sound house', () => {
    expect(lint(house, allWords)).toEqual([])
  })

  it('finds words that are missing, ways to nowhere and steps that nobody reaches', () => {
    const broken = flow({
      id: 'broken',
      version: 1,
      start: 'a',
      answers: z.object({}),
      steps: { a: { menu: 'broken.a', goto: { on: { flow: 'nowhere' } } }, b: { end: 'broken.b' } },
    })
    const faults = lint({ ...house, flows: new Map([...house.flows, ['broken', broken]]) }, (key) => key !== 'broken.a')
    expect(faults).toEqual([
      "broken.a leads to the flow 'nowhere', which is not there",
      "broken.a has no words for 'broken.a'",
      'broken.b is never reached',
    ])
  })
})
