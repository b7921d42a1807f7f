import { addDays } from '../domain/clock.ts'
import type { Effect } from '../domain/effects.ts'
import type { GlobalWord, Heard } from '../domain/heard.ts'
import { type Looking, look } from '../domain/look-ups.ts'
import type { CheckIn } from '../domain/meeting.ts'
import type { Locale, Prompt } from '../domain/message.ts'
import type { House } from './house.ts'
import { askedAgain, unreadable } from './misses.ts'
import { languageOffer, pressed } from './offers.ts'
import { pointedAt, question, questionAgain, takesPhone } from './question.ts'
import { anew, freshSession, type Session } from './session.ts'
import { asides, goesOn, inOneBreath, isAboutThis, topicsIn } from './topics.ts'
import { type Around, type Standing, Walk } from './walk.ts'

/** Everything that one message led to. Nothing has happened yet: the caller commits it. */
export interface Turn {
  session: Session
  prompts: Prompt[]
  effects: Effect[]
  took: Took
  /** The global word that was obeyed, typed or chosen. */
  word?: GlobalWord
}

/**
 * What a message was taken for: a global word, an answer, a topic, a topic in the midst of something else, a nod, the way
 * home, a button of a question that stands no more, or nothing that could be read.
 */
export type Took = 'word' | 'answer' | 'topic' | 'aside' | 'nod' | 'home' | 'stale' | 'unread'

/** A menu is read on nine keys. */
const MOST_CHOICES = 9

/** Answers one message, from where the chat stands. */
export function* turn(house: House, kept: Session, heard: Heard, around: Around): Looking<Turn> {
  const run = new Run(house, kept, around)
  yield* run.hear(heard)
  return run.result()
}

/** Opens a conversation that nobody has asked for yet – a first notice, a reminder – with what it is to say as its answers. */
export function* opening(
  house: House,
  flowId: string,
  around: Around,
  answers: Session['answers'] = {},
): Looking<Turn> {
  const run = new Run(house, freshSession(), around)
  yield* run.begin(flowId, answers)
  return run.result()
}

class Run {
  private readonly walk: Walk
  private readonly house: House
  private readonly around: Around
  private took: Took = 'home'
  private word: GlobalWord | undefined
  private hadPhoneButton = false

  constructor(house: House, kept: Session, around: Around) {
    this.house = house
    this.around = around
    this.walk = new Walk(house, kept, around)
  }

  result(): Turn {
    const { prompts, effects, session } = this.walk
    return {
      ...{ session, effects, took: this.took },
      prompts: this.hadPhoneButton ? closing(prompts) : prompts,
      ...(this.word && { word: this.word }),
    }
  }

  begin(flowId: string, answers?: Session['answers']): Looking<void> {
    return this.walk.begin(flowId, answers)
  }

  *hear(heard: Heard): Looking<void> {
    yield* this.understand(heard)
    // An answer may be a name, and names have a language of their own.
    if (this.took !== 'answer') this.offerLanguage(heard.language)
  }

  private *understand(heard: Heard): Looking<void> {
    const over = this.endOverlong()
    const standing = this.walk.standing()
    this.hadPhoneButton = standing !== undefined && this.offersPhoneButton(standing, heard)
    if (heard.input.code !== undefined) {
      return yield* this.as('topic', this.begin(this.house.proving, { code: heard.input.code }))
    }
    const offer = pressed(pointedAt(heard, this.walk.session.offered))
    if (offer && 'speak' in offer) return yield* this.as('answer', this.speak(offer.speak, standing))
    if (isStale(heard, this.walk.session)) return this.note('stale')
    if (yield* this.servesVisitor(heard)) return
    if (heard.meeting?.isSaid) return yield* this.attend(heard.meeting)
    const word = offer?.word ?? globalWord(heard, standing)
    // "Menur" may be "menu" with a letter too many, or a name; a wish to stop is obeyed however it is spelt.
    const couldBeAnswer = standing !== undefined && ((heard.misspelt && word !== 'stop') || this.asks(word, standing))
    if (word && !couldBeAnswer) return yield* this.as('word', this.obey(word))
    if (heard.distress) return yield* this.as('topic', this.begin(this.house.distress))
    if (heard.input.nikTyped) return yield* this.hideNik(heard, standing)
    if (standing && (yield* this.walk.answered(standing, heard))) return this.note('answer')
    if (word) return yield* this.as('word', this.obey(word))
    if (heard.input.phone) return yield* this.as('topic', this.begin(this.house.proving, { by: 'phone' }))
    if (heard.meeting) return yield* this.attend(heard.meeting)
    if (heard.code) return yield* this.as('topic', this.begin(this.house.coded, { code: heard.code }))
    // Thanks in the midst of a question are manners, and lead nowhere else.
    if (heard.acknowledgement && standing) return this.nod(true)
    if (yield* this.askedAbout(heard, standing)) return
    if (heard.acknowledgement) return this.nod(false)
    if (!standing) return yield* this.anew(over, heard)
    yield* this.miss(standing, heard)
  }

  /** What only a visitor may say: from anybody else it is read as anything else is. */
  private *servesVisitor({ visit, holds }: Heard): Looking<boolean> {
    if ((!visit && !holds) || !(yield* look('isVisitor', {}))) return false
    const { visiting, holding, closing } = this.house
    if (visit) yield* this.as('topic', this.begin(visiting, { note: visit }))
    else if (holds?.does === 'open') yield* this.as('topic', this.begin(holding))
    else if (holds) {
      const { code, heads } = holds
      yield* this.as('topic', this.begin(closing, { code, ...(heads !== undefined && { heads }) }))
    }
    return true
  }

  private *attend({ code }: CheckIn): Looking<void> {
    yield* this.as('topic', this.begin(this.house.attending, { code }))
  }

  /** Where nothing was asked and nothing is going on; angry words are answered calmly, and what cannot be read is told as such. */
  private *anew(over: string | undefined, { rude, input }: Heard): Looking<void> {
    if (input.attachment) this.walk.say(unreadable(input.attachment))
    else if (rude) this.walk.say('engine.calm')
    yield* this.begin(over ?? this.house.home)
  }

  /** Leaves a conversation that has lasted too long, and says which it was. */
  private endOverlong(): string | undefined {
    const { session } = this.walk
    const days = this.walk.flow()?.lastsDays
    if (days === undefined || (session.begunOn && addDays(session.begunOn, days) >= this.around.today)) return undefined
    this.walk.session = anew(session)
    return session.flow ?? undefined
  }

  /** Whether the step before this message had put a button before the person that shares their phone. */
  private offersPhoneButton({ step }: Standing, { input }: Heard): boolean {
    const { sharesPhone, hasPhone } = this.around.person
    return takesPhone(step) && sharesPhone && (!hasPhone || input.phone !== undefined)
  }

  /** Whether a word has led to the very question that is open: "boso jowo" asks for the languages, and answers there. */
  private asks(word: GlobalWord | undefined, { flow }: Standing): boolean {
    return word === 'language' && flow.id === this.house.words.language
  }

  private *obey(word: GlobalWord): Looking<void> {
    this.word = word
    if (word === 'menu') return yield* this.begin(this.house.home)
    if (word === 'back') return yield* this.walk.back()
    if (word === 'cancel') {
      this.walk.say(this.walk.flow()?.cancelled ?? 'engine.cancelled')
      return yield* this.begin(this.house.home)
    }
    yield* this.begin(this.house.words[word])
  }

  /** Says that an identity number has been hidden, answers what else was asked, and shows a safe way to prove oneself. */
  private *hideNik(heard: Heard, standing: Standing | undefined): Looking<void> {
    const { proving } = this.house
    const topics = topicsIn(this.house, heard, standing)
    if (goesOn(standing) && standing.flow.id !== proving) {
      this.walk.say('engine.nikHidden')
      return yield* this.aside(yield* asides(this.house, topics, standing.flow, this.walk.scene()), standing)
    }
    if (topics.some((topic) => this.house.topics[topic] !== proving)) {
      this.walk.say('engine.nikHidden')
      return yield* this.lead(topics, heard)
    }
    this.walk.say('engine.nikTyped')
    yield* this.as('topic', this.begin(proving))
  }

  /** Answers what was asked: beside a conversation that goes on, or by beginning another; false where nothing was. */
  private *askedAbout(heard: Heard, standing: Standing | undefined): Looking<boolean> {
    const topics = topicsIn(this.house, heard, standing)
    if (topics.length === 0) return yield* this.askWhich(heard, standing)
    if (goesOn(standing)) {
      const said = yield* asides(this.house, topics, standing.flow, this.walk.scene())
      if (said.length > 0 || isAboutThis(this.house, heard, standing)) {
        yield* this.aside(said, standing)
        return true
      }
    }
    yield* this.lead(topics, heard)
    return true
  }

  /** What was asked is answered, and the question that stands is put again. */
  private *aside(said: readonly Prompt[], { flow, step }: Standing): Looking<void> {
    this.note('aside')
    this.walk.put(said)
    this.walk.put(yield* questionAgain(flow, step, this.walk.scene()))
  }

  private *lead(topics: readonly string[], { forSomeoneElse }: Heard): Looking<void> {
    const { before, flow } = yield* inOneBreath(this.house, topics, this.walk.scene())
    this.walk.put(before)
    const isForAnother = forSomeoneElse && flow === this.house.proving
    yield* this.as('topic', this.begin(isForAnother ? this.house.forAnother : flow))
  }

  /** Two topics that a message could be of are put before the person, where no question waits for an answer of theirs. */
  private *askWhich({ between }: Heard, standing: Standing | undefined): Looking<boolean> {
    if (!between?.every((topic) => this.house.topics[topic]) || goesOn(standing)) return false
    yield* this.as('topic', this.begin(this.house.unclear, { between }))
    return true
  }

  /** Goes on in another language from where the chat stands. */
  private *speak(locale: Locale, standing: Standing | undefined): Looking<void> {
    this.walk.effects.push({ do: 'setLocale', locale })
    this.walk.say('language.changed')
    if (!standing) return yield* this.begin(this.house.home)
    this.walk.put(yield* question(standing.flow, standing.step, this.walk.scene()))
  }

  /** Whoever writes in another language is offered it once, as one choice more. */
  private offerLanguage(language: Locale | undefined): void {
    const { session, prompts, effects } = this.walk
    const last = prompts.at(-1)
    const isNews = language !== undefined && language !== this.around.person.locale
    const asksAlready = session.flow === this.house.words.language
    if (!isNews || !last?.choices || asksAlready || session.languages.includes(language)) return
    if (last.choices.length >= MOST_CHOICES || effects.some((effect) => effect.do === 'setLocale')) return
    prompts.pop()
    this.walk.put([{ ...last, choices: [...last.choices, languageOffer(language)] }])
    this.walk.session = { ...this.walk.session, languages: [...session.languages, language] }
  }

  /** An answer that could not be read: asked again, then asked more simply, then a person is offered, then silence. */
  private *miss({ flow, step }: Standing, heard: Heard): Looking<void> {
    this.note('unread')
    const misses = this.walk.session.misses + 1
    this.walk.session = { ...this.walk.session, misses }
    this.walk.put(yield* askedAgain(flow, step, heard, misses, this.walk.scene()))
  }

  /** "ok", a thumb: answered kindly twice, then let be; it never confirms or proves anything. */
  private nod(asked: boolean): void {
    this.note('nod')
    const nods = this.walk.session.nods + 1
    this.walk.session = { ...this.walk.session, nods }
    if (nods === 1) this.walk.say(asked ? 'engine.nodAsked' : 'engine.nod')
    else if (nods === 2) this.walk.say('engine.nodAgain')
  }

  private *as(took: Took, way: Looking<void>): Looking<void> {
    this.note(took)
    yield* way
  }

  private note(took: Took): void {
    this.took = took
  }
}

/** Whether a button was pressed twice, or long after its question: it answers nothing, least of all what is asked now. */
export function isStale({ input: { choice, asked } }: Heard, session: Session): boolean {
  return choice !== undefined && asked !== undefined && asked !== session.asked && pressed(choice) === undefined
}

function globalWord(heard: Heard, standing: Standing | undefined): GlobalWord | undefined {
  const zero = heard.number === 0 && heard.global === 'menu'
  const readsNumber = standing !== undefined && 'ask' in standing.step && standing.step.readsNumber
  return zero && readsNumber ? undefined : heard.global
}

/** The button of an earlier message is taken away by the next one, unless that brings its own. */
function closing([first, ...others]: readonly Prompt[]): Prompt[] {
  if (!first || first.phoneButton !== undefined) return first ? [first, ...others] : []
  return [{ ...first, closesPhoneButton: true }, ...others]
}
