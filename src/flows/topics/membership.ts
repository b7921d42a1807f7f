import type { Looking } from '../../domain/look-ups.ts'
import { listedWords } from './listed.ts'
import { from, JMO, onward, type Said, type TopicScene } from './scene.ts'

const died = { flow: 'heirClaim' } as const
const readOut = { flow: 'someoneElse', with: () => ({ wants: 'readOut' }) } as const
const arrears = from('arrears', { months: 'membership.arrears' }, ['membership.endsUnpaid'])
const renewal = from('renewal', {}, ['membership.cityChooses', 'membership.goesOnWithSameNik'])
const card = from('card', { places: 'channels.check' }, ['documents.jkm'])

/** Who belongs and how long; `card`, `arrears` and `renewal` begin with what the list says of whoever is proven. */
export const membership = {
  arrears: {
    menu: after(listedWords, arrears),
    // "Mati" is said of a lapsed membership and of a person.
    goto: { cost: 'cost', payPlaces: 'payPlaces', fine: 'fine', join: 'join', died, ...onward },
  },
  fine: {
    menu: from('fine', { callCentre: 'channels.callCentre' }, ['membership.lateFine']),
    goto: { arrears: 'arrears', ...onward },
  },
  renewal: { menu: after(listedWords, renewal), goto: { alone: 'join', cost: 'cost', gap: 'waitingGap', ...onward } },
  card: { menu: after(listedWords, card), goto: { jmo: JMO, places: 'places', ...onward } },
  eligibility: {
    menu: from('eligibility', { age: 'membership.ageLimit' }, ['membership.mustReallyWork', 'membership.cityChooses']),
    goto: { join: 'join', kabOrKota: 'kabOrKota', readOut, ...onward },
  },
  join: {
    menu: from('join', { places: 'membership.joinPlaces' }, ['membership.cityChooses', 'membership.goesOnWithSameNik']),
    goto: { eligibility: 'eligibility', cost: 'cost', payPlaces: 'payPlaces', ...onward },
  },
  leave: {
    menu: from('leave', { programmes: 'programmes.cityPaid' }, ['membership.leaving']),
    goto: { leaveAsk: { flow: 'human' }, whyStay: { flow: 'benefits' }, stopNews: { flow: 'stop' }, menu: onward.menu },
  },
} as const

function after(first: (scene: TopicScene) => Looking<Said>, then: ReturnType<typeof from>) {
  return function* (scene: TopicScene): Looking<Said> {
    return [...(yield* first(scene)), { say: then(scene) }]
  }
}
