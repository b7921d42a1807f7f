import type { Text } from '../domain/message.ts'
import type { Flow, Step } from './flow.ts'
import type { House } from './house.ts'
import { labelOf } from './question.ts'

/** What is wrong with the conversations as declared: ways that lead nowhere, steps nobody reaches, keys without words. */
export function lint(house: House, hasWords: (key: string) => boolean): string[] {
  const faults: string[] = []
  for (const flow of house.flows.values()) {
    const reached = new Set([flow.start])
    for (const [name, step] of Object.entries(flow.steps)) {
      for (const way of waysOut(step)) {
        if (typeof way === 'string') reached.add(way)
        else if (!house.flows.has(way.flow))
          faults.push(`${flow.id}.${name} leads to the flow '${way.flow}', which is not there`)
      }
      for (const key of keysOf(flow, step))
        if (!hasWords(key)) faults.push(`${flow.id}.${name} has no words for '${key}'`)
    }
    if (flow.cancelled && !hasWords(flow.cancelled)) faults.push(`${flow.id} has no words for '${flow.cancelled}'`)
    const decided = Object.values(flow.steps).some((step) => 'decide' in step)
    for (const name of Object.keys(flow.steps)) {
      if (!reached.has(name) && !decided) faults.push(`${flow.id}.${name} is never reached`)
    }
  }
  for (const id of [
    house.home,
    house.proving,
    house.coded,
    house.visiting,
    house.attending,
    house.holding,
    house.closing,
    house.distress,
    house.unclear,
    house.forAnother,
    ...Object.values(house.words),
    ...Object.values(house.topics),
  ]) {
    if (id !== undefined && !house.flows.has(id))
      faults.push(`the house points to the flow '${id}', which is not there`)
  }
  return faults
}

// biome-ignore lint/suspicious/noExplicitAny: see Flow
function waysOut(step: Step<any, string>) {
  if ('menu' in step) return [...Object.values(step.goto), ...(step.phone === undefined ? [] : [step.phone])]
  if ('leave' in step) return [step.leave]
  if ('choose' in step && step.back !== undefined) return [step.next, step.back]
  return 'next' in step ? [step.next] : []
}

// biome-ignore lint/suspicious/noExplicitAny: see Flow
function keysOf(flow: Flow, step: Step<any, string>): string[] {
  const options = 'choose' in step ? step.options : 'menu' in step ? Object.keys(step.goto) : []
  const said = Object.values(step).filter((value): value is Text => typeof value === 'string' && value.includes('.'))
  return [
    ...options.map((value) => labelOf(flow.id, value)),
    ...said.map((text) => (typeof text === 'string' ? text : text[0])),
  ]
}
