import { answer } from '../../domain/facts/answer.ts'
import { officeWords } from '../offices.ts'
import { from, JMO, onward, type Said, type TopicScene } from './scene.ts'

const REPORT = { flow: 'correction' } as const
const REPORT_DOUBLE = { flow: 'correction', with: () => ({ field: 'other' }) } as const
const bringing = { human: onward.human, status: onward.status, menu: onward.menu }

/** Where to ask and what to bring: offices, the app, a wrong entry, a complaint. */
export const asking = {
  jmoTrouble: {
    menu: from('jmo.trouble', { callCentre: 'channels.callCentre' }, ['channels.jmo.troubles']),
    goto: { jmo: JMO, otherWays: 'otherWays', places: 'places', ...onward },
  },
  otherWays: {
    menu: from('otherWays', { places: 'channels.check', callCentre: 'channels.callCentre' }),
    goto: { jmo: JMO, ...onward },
  },
  places: { menu: placesWords, goto: { kabOrKota: 'kabOrKota', otherWays: 'otherWays', ...onward } },
  kabOrKota: {
    menu: from('kabOrKota', { callCentre: 'channels.callCentre' }, ['region.twoGovernments']),
    goto: { places: 'places', ...onward },
  },
  wrongData: {
    menu: from('wrongData', {}, ['lists.corrections']),
    goto: { report: REPORT, ...bringing, double: 'doubleData' },
  },
  doubleData: {
    menu: from('doubleData', {}, ['lists.canOverlap', 'lists.overlap.effect']),
    goto: { report: REPORT_DOUBLE, ...bringing, wrongData: 'wrongData' },
  },
  complaint: { tell: 'topics.complaint', next: onward.human },
  thanks: { end: 'topics.thanks' },
} as const

function placesWords({ facts, settings }: TopicScene): Said {
  const also = settings.branchAddress ? 'also' : 'unknown'
  return [
    ...officeWords(settings),
    { say: answer(facts, `topics.places.${also}`, { callCentre: 'channels.callCentre' }) },
  ]
}
