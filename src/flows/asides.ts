import type { Flow, Say } from '../engine/flow.ts'
import { benefits } from './benefits.ts'
import { genuine } from './genuine.ts'
import { heirInfo } from './heir-info.ts'
import { jmo } from './jmo.ts'
import { privacy } from './privacy.ts'
import { ANSWERED, topics } from './topics.ts'

/** What can be told of a topic in one go, in the midst of something else: the words of its own conversation. */
export const asides: Record<string, Say<object>> = {
  ...Object.fromEntries(
    Object.entries(ANSWERED).flatMap(([topic, step]) =>
      'menu' in topics.steps[step]! ? [[topic, said(topics, step)]] : [],
    ),
  ),
  what_program: said(benefits, 'cityPaid'),
  cost: said(benefits, 'cost'),
  scholarship: said(benefits, 'scholarship'),
  documents: said(heirInfo, 'papers'),
  heirs: said(heirInfo, 'heirs'),
  death_cert: said(heirInfo, 'certificate'),
  scam: said(genuine, 'who'),
  privacy: said(privacy, 'what'),
  jmo_help: said(jmo, 'offer'),
}

function said(flow: Flow, name: string): Say<object> {
  const step = flow.steps[name]
  if (step && 'menu' in step) return step.menu
  if (step && 'tell' in step) return step.tell
  throw new Error(`${flow.id}.${name} tells nothing`)
}
