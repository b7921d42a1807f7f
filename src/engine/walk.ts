import type { Effect } from '../domain/effects.ts'
import type { Heard } from '../domain/heard.ts'
import type { Looking } from '../domain/look-ups.ts'
import type { Prompt, Text } from '../domain/message.ts'
import type { Flow, Leave, Scene } from './flow.ts'
import { FlowError, flowOf, type House } from './house.ts'
import { answer, type Named, question, type Spoken, settled, waits, words } from './question.ts'
import { anew, type Session } from './session.ts'

/** What surrounds a turn: all of a scene that does not come from the session, and the reader of labels. */
export type Around = Omit<Scene<unknown>, 'answers'> & { named: Named }

/** A step that waits for an answer, and the conversation that it stands in. */
export interface Standing {
  flow: Flow
  step: Spoken
}

const LONGEST_RUN = 50
const LONGEST_TRAIL = 20

/** A chat on its way from step to step, with what is said and asked to be done on the way. */
export class Walk {
  readonly prompts: Prompt[] = []
  readonly effects: Effect[] = []
  session: Session
  private readonly house: House
  private readonly around: Around

  constructor(house: House, kept: Session, around: Around) {
    this.house = house
    this.session = kept
    this.around = around
  }

  /** Starts a conversation at its first step. */
  *begin(flowId: string, answers: Session['answers'] = {}): Looking<void> {
    const flow = flowOf(this.house, flowId)
    this.session = {
      ...anew(this.session),
      ...{ flow: flow.id, version: flow.version, step: flow.start, answers },
      ...{ begunOn: this.around.today, asked: this.session.asked + 1 },
    }
    yield* this.onward(flow)
  }

  /** Finds the step that waits for an answer; undefined between conversations, or where a deployment has removed it. */
  standing(): Standing | undefined {
    const flow = this.flow()
    if (!flow) return undefined
    const name = this.session.step in flow.steps ? this.session.step : flow.renamed?.[this.session.step]
    const step = name === undefined ? undefined : flow.steps[name]
    const answers = flow.answers.safeParse(this.session.answers)
    if (!name || !step || !waits(step) || !answers.success) return undefined
    this.session = { ...this.session, version: flow.version, step: name, answers: answers.data as Session['answers'] }
    return { flow, step }
  }

  /** Goes on by the answer to a step; false where none could be read. */
  *answered({ flow, step }: Standing, heard: Heard): Looking<boolean> {
    const read = yield* answer(flow, step, heard, this.session.offered, this.scene(), this.around.named)
    if (read === undefined) return false
    const from = this.session.step
    const answers = 'save' in step ? { ...this.session.answers, [step.save]: read } : this.session.answers
    const trail = [...this.session.trail, from].slice(-LONGEST_TRAIL)
    const asked = this.session.asked + 1
    this.session = { ...this.session, answers, trail, asked, offered: [], misses: 0, nods: 0 }
    yield* this.go(flow, nextAfter(step, read))
    return true
  }

  /** Back to the question before this one, or home. */
  *back(): Looking<void> {
    const before = this.session.trail.at(-1)
    const flow = this.flow()
    if (!flow || before === undefined || !(before in flow.steps)) return yield* this.begin(this.house.home)
    const step = flow.steps[this.session.step]
    const own = step && 'choose' in step ? step.back : undefined
    const { asked, trail } = this.session
    const moved = { step: own ?? before, trail: trail.slice(0, -1), asked: asked + 1 }
    this.session = { ...this.session, ...moved, misses: 0, nods: 0 }
    yield* this.onward(flow)
  }

  /** The conversation that is going on. */
  flow(): Flow | undefined {
    return this.session.flow === null ? undefined : this.house.flows.get(this.session.flow)
  }

  scene(): Scene<Record<string, unknown>> {
    const { named: _, ...around } = this.around
    return { ...around, answers: this.session.answers }
  }

  say(text: Text): void {
    this.prompts.push({ text })
  }

  /** Puts messages, the last of which may carry choices: buttons of the question that stands, told once or again. */
  put(prompts: readonly Prompt[]): void {
    const { asked } = this.session
    this.prompts.push(...prompts.map((prompt) => (prompt.choices ? { ...prompt, asked } : prompt)))
    const offered = prompts.at(-1)?.choices
    if (offered) this.session = { ...this.session, offered: offered.map(({ value }) => value) }
  }

  private *leave({ flow, with: taken }: Leave): Looking<void> {
    yield* this.begin(flow, taken?.(this.session.answers))
  }

  private *go(flow: Flow, next: string | Leave): Looking<void> {
    if (typeof next !== 'string') return yield* this.leave(next)
    this.to(next)
    yield* this.onward(flow)
  }

  /** Goes from step to step until one waits for the person, or the conversation ends. */
  private *onward(flow: Flow): Looking<void> {
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
        for (const text of yield* words(step.tell, this.scene())) this.say(text)
        if (typeof step.next !== 'string') return yield* this.leave(step.next)
        this.to(step.next)
      } else {
        for (const text of yield* words(step.end, this.scene())) this.say(text)
        this.session = anew(this.session)
        return
      }
    }
    throw new FlowError(`${flow.id} ran ${LONGEST_RUN} steps without asking anything`)
  }

  private to(step: string): void {
    this.session = { ...this.session, step }
  }
}

function nextAfter(step: Spoken, read: unknown): string | Leave {
  if (!('menu' in step)) return step.next
  const option = step.goto[String(read)]
  if (option !== undefined) return option
  if (step.phone !== undefined) return step.phone
  throw new FlowError(`a menu has no way for what it read`)
}
