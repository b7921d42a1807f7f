import { addDays } from '../domain/clock.ts'
import type { Effect } from '../domain/effects.ts'
import type { GlobalWord, Heard } from '../domain/heard.ts'
import type { Looking } from '../domain/look-ups.ts'
import type { Prompt, Text } from '../domain/message.ts'
import type { Flow, Leave, Scene, Step } from './flow.ts'
import { FlowError, flowOf, type House } from './house.ts'
import { askedAgain, sharedOffer } from './misses.ts'
import { answer, type Named, pointedAt, question, type Spoken, settled, takesPhone, waits, words } from './question.ts'
import { freshSession, type Session } from './session.ts'

/** Everything that one message led to. Nothing has happened yet: the caller commits it. */
export interface Turn {
  session: Session
  prompts: Prompt[]
  effects: Effect[]
  took: Took
  /** The global word that was obeyed, typed or chosen. */
  word?: GlobalWord
}

/** What a message was taken for: a global word, an answer, a topic, a nod, the way home, or nothing that could be read. */
export type Took = 'word' | 'answer' | 'topic' | 'nod' | 'home' | 'unread'

/** What surrounds a turn: all of a scene that does not come from the session, and the reader of labels. */
export type Around = Omit<Scene<unknown>, 'answers'> & { named: Named }

const LONGEST_RUN = 50
const LONGEST_TRAIL = 20
const BEYOND_DOUBT = 0.75

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
  private readonly prompts: Prompt[] = []
  private readonly effects: Effect[] = []
  private took: Took = 'home'
  private word: GlobalWord | undefined
  private hadPhoneButton = false
  private session: Session
  private readonly house: House
  private readonly around: Around

  constructor(house: House, kept: Session, around: Around) {
    this.house = house
    this.session = kept
    this.around = around
  }

  result(): Turn {
    return {
      session: this.session,
      prompts: this.hadPhoneButton ? closing(this.prompts) : this.prompts,
      effects: this.effects,
      took: this.took,
      ...(this.word && { word: this.word }),
    }
  }

  *hear(heard: Heard): Looking<void> {
    const over = this.endOverlong()
    const standing = this.standing()
    this.hadPhoneButton = standing !== undefined && this.offersPhoneButton(standing.step, heard)
    if (heard.input.code !== undefined) {
      return yield* this.as('topic', this.begin(this.house.proving, { code: heard.input.code }))
    }
    const offer = sharedOffer(pointedAt(heard, this.session.offered))
    const word = offer ?? this.globalWord(heard, standing?.step)
    // "Menur" may be "menu" with a letter too many, or a name; a wish to stop is obeyed however it is spelt.
    const couldBeAnswer = standing !== undefined && ((heard.misspelt && word !== 'stop') || this.asks(word, standing))
    if (word && !couldBeAnswer) return yield* this.as('word', this.obey(word))
    if (heard.distress) return yield* this.as('topic', this.begin(this.house.distress))
    if (heard.input.nikTyped) {
      this.say('engine.nikTyped')
      return yield* this.as('topic', this.begin(this.house.proving))
    }
    if (standing && (yield* this.answered(standing, heard))) return
    if (word) return yield* this.as('word', this.obey(word))
    if (heard.input.phone) return yield* this.as('topic', this.begin(this.house.proving, { by: 'phone' }))
    if (heard.code) return yield* this.as('topic', this.begin(this.house.coded, { code: heard.code }))
    // Thanks in the midst of a question are manners, and lead nowhere else.
    if (heard.acknowledgement && standing) return this.nod(true)
    const topic = this.topicFlow(heard, standing)
    if (topic) return yield* this.as('topic', this.begin(topic))
    if (heard.acknowledgement) return this.nod(false)
    if (!standing) return yield* this.begin(over ?? this.house.home)
    yield* this.miss(standing, heard)
  }

  /** Starts a conversation at its first step. */
  *begin(flowId: string, answers: Session['answers'] = {}): Looking<void> {
    const flow = flowOf(this.house, flowId)
    this.session = {
      ...freshSession(),
      ...{ flow: flow.id, version: flow.version, step: flow.start, answers },
      begunOn: this.around.today,
    }
    yield* this.walk(flow)
  }

  /** Leaves a conversation that has lasted too long, and says which it was. */
  private endOverlong(): string | undefined {
    const { flow: id, begunOn } = this.session
    const days = id === null ? undefined : this.house.flows.get(id)?.lastsDays
    if (id === null || days === undefined || (begunOn && addDays(begunOn, days) >= this.around.today)) return undefined
    this.session = freshSession()
    return id
  }

  /** The step that waits for an answer; undefined between conversations, or where a deployment has removed it. */
  private standing(): Standing | undefined {
    const flow = this.session.flow === null ? undefined : this.house.flows.get(this.session.flow)
    if (!flow) return undefined
    const name = this.session.step in flow.steps ? this.session.step : flow.renamed?.[this.session.step]
    const step = name === undefined ? undefined : flow.steps[name]
    const answers = flow.answers.safeParse(this.session.answers)
    if (!name || !step || !waits(step) || !answers.success) return undefined
    this.session = { ...this.session, version: flow.version, step: name, answers: answers.data as Session['answers'] }
    return { flow, step }
  }

  /** Whether the step before this message had put a button before the person that shares their phone. */
  private offersPhoneButton(step: Standing['step'], { input }: Heard): boolean {
    const { sharesPhone, hasPhone } = this.around.person
    return takesPhone(step) && sharesPhone && (!hasPhone || input.phone !== undefined)
  }

  private globalWord(heard: Heard, step: AnyStep | undefined): GlobalWord | undefined {
    const zero = heard.number === 0 && heard.global === 'menu'
    return zero && step && 'ask' in step && step.readsNumber ? undefined : heard.global
  }

  /** Whether a word has led to the very question that is open: "boso jowo" asks for the languages, and answers there. */
  private asks(word: GlobalWord | undefined, { flow }: Standing): boolean {
    return word === 'language' && flow.id === this.house.words.language
  }

  /** The conversation about what was asked. Where a question waits for words, only a topic beyond doubt leads away from it. */
  private topicFlow({ topic, score = 1 }: Heard, standing: Standing | undefined): string | undefined {
    const asked = standing !== undefined && 'ask' in standing.step
    return topic === undefined || (asked && score < BEYOND_DOUBT) ? undefined : this.house.topics[topic]
  }

  private *obey(word: GlobalWord): Looking<void> {
    this.word = word
    if (word === 'menu') return yield* this.begin(this.house.home)
    if (word === 'back') return yield* this.back()
    if (word === 'cancel') {
      const { flow: id } = this.session
      this.say((id !== null && this.house.flows.get(id)?.cancelled) || 'engine.cancelled')
      return yield* this.begin(this.house.home)
    }
    yield* this.begin(this.house.words[word])
  }

  private *back(): Looking<void> {
    const before = this.session.trail.at(-1)
    const flow = this.session.flow === null ? undefined : this.house.flows.get(this.session.flow)
    if (!flow || before === undefined || !(before in flow.steps)) return yield* this.begin(this.house.home)
    const step = flow.steps[this.session.step]
    const own = step && 'choose' in step ? step.back : undefined
    this.session = { ...this.session, step: own ?? before, trail: this.session.trail.slice(0, -1), misses: 0, nods: 0 }
    yield* this.walk(flow)
  }

  private *as(took: Took, way: Looking<void>): Looking<void> {
    this.took = took
    yield* way
  }

  private *answered({ flow, step }: Standing, heard: Heard): Looking<boolean> {
    const read = yield* answer(flow, step, heard, this.session.offered, this.scene(), this.around.named)
    if (read === undefined) return false
    this.took = 'answer'
    const from = this.session.step
    const answers = 'save' in step ? { ...this.session.answers, [step.save]: read } : this.session.answers
    const trail = [...this.session.trail, from].slice(-LONGEST_TRAIL)
    this.session = { ...this.session, answers, trail, offered: [], misses: 0, nods: 0 }
    yield* this.go(flow, nextAfter(step, read))
    return true
  }

  private *leave({ flow, with: taken }: Leave): Looking<void> {
    yield* this.begin(flow, taken?.(this.session.answers))
  }

  private *go(flow: Flow, next: string | Leave): Looking<void> {
    if (typeof next !== 'string') return yield* this.leave(next)
    this.session = { ...this.session, step: next }
    yield* this.walk(flow)
  }

  /** Goes from step to step until one waits for the person, or the conversation ends. */
  private *walk(flow: Flow): Looking<void> {
    for (let n = 0; n < LONGEST_RUN; n++) {
      const step = flow.steps[this.session.step]
      if (!step) throw new FlowError(`${flow.id} has no step '${this.session.step}'`)
      if (waits(step)) return this.put(yield* question(flow, step, this.scene()))
      if ('leave' in step) return yield* this.leave(step.leave)
      if ('decide' in step) this.to(yield* settled(step.decide(this.scene())))
      else if ('find' in step) {
        const found = yield* settled(step.find(this.scene()))
        this.session = { ...this.session, answers: { ...this.session.answers, [step.save]: found }, step: step.next }
      } else if ('act' in step) {
        this.effects.push(yield* settled(step.act(this.scene())))
        if (step.noWayBack) this.session = { ...this.session, trail: [] }
        this.to(step.next)
      } else if ('tell' in step) {
        this.put((yield* words(step.tell, this.scene())).map((text) => ({ text })))
        if (typeof step.next !== 'string') return yield* this.leave(step.next)
        this.to(step.next)
      } else {
        this.put((yield* words(step.end, this.scene())).map((text) => ({ text })))
        this.session = freshSession()
        return
      }
    }
    throw new FlowError(`${flow.id} ran ${LONGEST_RUN} steps without asking anything`)
  }

  /** An answer that could not be read: asked again, then asked more simply, then a person is offered, then silence. */
  private *miss({ flow, step }: Standing, heard: Heard): Looking<void> {
    this.took = 'unread'
    const misses = this.session.misses + 1
    this.session = { ...this.session, misses }
    this.put(yield* askedAgain(flow, step, heard, misses, this.scene()))
  }

  /** "ok", a thumb: answered kindly twice, then let be; it never confirms or proves anything. */
  private nod(asked: boolean): void {
    this.took = 'nod'
    const nods = this.session.nods + 1
    this.session = { ...this.session, nods }
    if (nods === 1) this.say(asked ? 'engine.nodAsked' : 'engine.nod')
    else if (nods === 2) this.say('engine.nodAgain')
  }

  private scene(): Scene<Record<string, unknown>> {
    const { named: _, ...around } = this.around
    return { ...around, answers: this.session.answers }
  }

  private to(step: string): void {
    this.session = { ...this.session, step }
  }

  private say(text: Text): void {
    this.prompts.push({ text })
  }

  private put(prompts: Prompt[]): void {
    this.prompts.push(...prompts)
    const offered = prompts.at(-1)?.choices
    if (offered) this.session = { ...this.session, offered: offered.map(({ value }) => value) }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: see Flow
type AnyStep = Step<any, string>

interface Standing {
  flow: Flow
  step: Spoken
}

/** The button of an earlier message is taken away by the next one, unless that brings its own. */
function closing([first, ...others]: Prompt[]): Prompt[] {
  if (!first || first.phoneButton !== undefined) return first ? [first, ...others] : []
  return [{ ...first, closesPhoneButton: true }, ...others]
}

function nextAfter(step: Standing['step'], read: unknown): string | Leave {
  if (!('menu' in step)) return step.next
  const option = step.goto[String(read)]
  if (option !== undefined) return option
  if (step.phone !== undefined) return step.phone
  throw new FlowError(`a menu has no way for what it read`)
}
