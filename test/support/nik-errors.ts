import { readNik } from '../../src/domain/nik.ts'
import { between, pick, type Random } from './seeded.ts'
import type { TypingError } from './typing-errors.ts'

// The serial's first digit stays 9, which is what makes a NIK nobody's.
const KEPT = 12
const TRIES = 60

/** What goes wrong with NIKs; each leaves sixteen digits that can be one, and that are nobody's. */
export const NIK_ERRORS = {
  nikDigitWrong: {
    about: 'one digit of the NIK is another',
    field: 'nik',
    weight: 10,
    make: (random, { nik }) =>
      firstValid(nik, () => {
        const at = place(random)
        return replaced(nik, at, String(between(random, 0, 9)))
      }),
  },
  nikDigitsSwapped: {
    about: 'two neighbouring digits of the NIK have changed places',
    field: 'nik',
    weight: 7,
    make: (random, { nik }) =>
      firstValid(nik, () => {
        const at = between(random, 0, 14)
        return swapped(nik, at, at + 1)
      }),
  },
  nikTwoDigitsSwapped: {
    about: 'two digits of the NIK that are not neighbours have changed places',
    field: 'nik',
    weight: 4,
    make: (random, { nik }) =>
      firstValid(nik, () => {
        const [one, two] = [place(random), place(random)]
        return Math.abs(one - two) < 2 ? nik : swapped(nik, one, two)
      }),
  },
  nikDigitDroppedAnotherDoubled: {
    about: 'one digit of the NIK is missing and another stands twice, so that there are sixteen still',
    field: 'nik',
    weight: 3,
    make: (random, { nik }) =>
      firstValid(nik, () => {
        const [dropped, doubled] = [between(random, 0, 15), between(random, 0, 15)]
        return [...nik]
          .flatMap((digit, at) => (at === dropped ? [] : at === doubled ? [digit, digit] : [digit]))
          .join('')
      }),
  },
  nikOtherArea: {
    about: 'the NIK of another place of registration, the rest of it the same',
    field: 'nik',
    weight: 1,
    make: (random, { nik }) =>
      `${pick(
        random,
        OTHER_AREAS.filter((area) => !nik.startsWith(area)),
      )}${nik.slice(6)}`,
  },
} as const satisfies Record<string, TypingError>

const OTHER_AREAS = ['351303', '351308', '351312', '351315', '350908', '351111', '351401']

function place(random: Random): number {
  const at = between(random, 0, 14)
  return at < KEPT ? at : at + 1
}

function firstValid(nik: string, make: () => string): string | undefined {
  for (let tries = 0; tries < TRIES; tries++) {
    const made = make()
    if (made !== nik && made.length === 16 && made[KEPT] === '9' && readNik(made)) return made
  }
  return undefined
}

function replaced(nik: string, at: number, digit: string): string {
  return nik.slice(0, at) + digit + nik.slice(at + 1)
}

function swapped(nik: string, one: number, two: number): string {
  return replaced(replaced(nik, one, nik[two]!), two, nik[one]!)
}
