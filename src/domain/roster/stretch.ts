import type { Day } from '../clock.ts'

/** From a first to a last day, both included; without an end where none is known. */
export interface Stretch {
  startsOn: Day
  endsOn: Day | null
}

const EVER: Day = '9999-12-31'

/** Whether two stretches have a day in common. */
export function overlap(a: Stretch, b: Stretch): boolean {
  return a.startsOn <= (b.endsOn ?? EVER) && b.startsOn <= (a.endsOn ?? EVER)
}

/**
 * Which of the stretches that one agency's lists have named so far a new one is about: the same first day, else the latest that it
 * touches, whose edges the list has mended. Undefined for a new stretch, such as a renewal.
 */
export function sameStretch<S extends Stretch>(told: Stretch, known: readonly S[]): S | undefined {
  const touching = known.filter((stretch) => overlap(told, stretch))
  return (
    known.find(({ startsOn }) => startsOn === told.startsOn) ??
    touching.toSorted((a, b) => (a.startsOn > b.startsOn ? -1 : 1))[0]
  )
}
