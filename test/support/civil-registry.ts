import type { Day } from '../../src/domain/clock.ts'
import type { Sex } from './population-names.ts'

/** Gives out numbers of a made-up population, none of them twice. */
export interface CivilRegistry {
  /** The next NIK for that place (`PPKKCC`), birth date and sex: whoever was registered before has the number before. */
  nik(area: string, bornOn: Day, sex: Sex): string
  /** Whether somebody has this NIK. */
  isTaken(nik: string): boolean
  /** Digits, `62` first. */
  phone(): string
}

const FIRST_SERIAL = 9000
const LAST_SERIAL = 9999

/** An empty registry. Serials 9000–9999 and phones 0810-0000-9xxx are nobody's, nor are those beyond: no operator has 0810. */
export function civilRegistry(): CivilRegistry {
  const given = new Map<number, number>()
  let phones = 0
  return {
    nik(area, bornOn, sex) {
      const before = `${area}${birthDigits(bornOn, sex)}`
      const serial = (given.get(Number(before)) ?? FIRST_SERIAL) + 1
      if (serial > LAST_SERIAL) throw new RangeError(`no fictional serial is left after ${area}`)
      given.set(Number(before), serial)
      return `${before}${serial}`
    },
    isTaken(nik) {
      const serial = Number(nik.slice(12))
      return serial > FIRST_SERIAL && serial <= (given.get(Number(nik.slice(0, 12))) ?? 0)
    },
    phone: () => phoneNumber(phones++),
  }
}

// A thousand as fixtures have them, then scattered from 0810-0001-0000 to 0810-8000-9999, so that neighbours are rare.
function phoneNumber(n: number): string {
  const digits = n < 1000 ? 9000 + ((n * 617) % 1000) : 10_000 + ((n * 48_271_003) % 80_000_000)
  return `62810${String(digits).padStart(8, '0')}`
}

function birthDigits(bornOn: Day, sex: Sex): string {
  const day = Number(bornOn.slice(8)) + (sex === 'female' ? 40 : 0)
  return `${String(day).padStart(2, '0')}${bornOn.slice(5, 7)}${bornOn.slice(2, 4)}`
}
