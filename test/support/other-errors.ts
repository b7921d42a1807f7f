import { addDays, type Day, isDay } from '../../src/domain/clock.ts'
import { KELURAHAN, kelurahanOf } from '../../src/domain/region/kelurahan.ts'
import { populationAddress } from './newcomer.ts'
import { between, pick, type Random } from './seeded.ts'
import type { TypingError } from './typing-errors.ts'

// Who is older or younger than this may not be enrolled in 2026, and the row is refused for that.
const [EARLIEST, LATEST] = [1962, 2008]

const ADDRESS_HANDS: readonly ((text: string) => string)[] = [
  (text) => text.toUpperCase(),
  (text) => text.replace(/^Jl\. /, 'Jalan '),
  (text) => text.replace(/^Jl\. /, 'Jln ').replace(/RT 0?(\d+)/, 'RT.00$1'),
  (text) => text.replace(/^Gg\. /, 'Gang '),
  (text) => text.replace(/^Dusun /, 'Dsn. '),
  (text) => text.replace(/RT 0?(\d+)[ /]RW 0?(\d+)/, '$1/$2'),
  (text) => text.replace(/^(?:Jl\.|Gg\.|Dusun) /, ''),
  (text) => text.replace(/ No\. \d+/, ''),
  (text) => text.replace(/ RT .*/, ''),
]

/** What goes wrong with birth dates, sex, homes and phones. */
export const OTHER_ERRORS = {
  birthDayOff: {
    about: 'another day of the same month, near by or ten days off',
    field: 'bornOn',
    weight: 6,
    make: (random, { bornOn }) => {
      const off = pick(random, [-10, -3, -2, -1, -1, 1, 1, 2, 3, 10])
      const made = addDays(bornOn, off)
      return made.slice(0, 7) === bornOn.slice(0, 7) ? made : addDays(bornOn, -off)
    },
  },
  birthDayMonthSwapped: {
    about: 'day and month have changed places',
    field: 'bornOn',
    weight: 4,
    make: (_, { bornOn }) => {
      const [year, month, day] = bornOn.split('-')
      return onCalendar(`${year}-${day}-${month}`)
    },
  },
  birthYearOff: {
    about: 'the year is one or ten off, or has one digit wrong',
    field: 'bornOn',
    weight: 5,
    make: (random, { bornOn }) => {
      const year = Number(bornOn.slice(0, 4))
      const made = pick(random, [year - 1, year + 1, year - 10, year + 10, digitWrong(random, year)])
      return made >= EARLIEST && made <= LATEST ? onCalendar(`${made}${bornOn.slice(4)}`) : undefined
    },
  },
  birthFirstOfJanuary: {
    about: '1 January, since only the year was known',
    field: 'bornOn',
    weight: 3,
    make: (_, { bornOn }) => `${bornOn.slice(0, 4)}-01-01`,
  },
  sexWrong: {
    about: 'the other sex',
    field: 'sex',
    weight: 2,
    make: (_, { sex }) => (sex === 'male' ? 'female' : 'male'),
  },
  kelurahanOther: {
    about: 'another kelurahan: moved, or taken for one whose name is like it',
    field: 'kelurahan',
    weight: 6,
    make: (random, { kelurahan }) => {
      const others = KELURAHAN.filter(({ code }) => code !== kelurahan)
      const alike = others.filter(({ name }) => firstWord(name) === firstWord(kelurahanOf(kelurahan)!.name))
      return pick(random, alike.length > 0 && random() < 0.7 ? alike : others).code
    },
  },
  phoneNew: {
    about: 'a phone that is on no list yet',
    field: 'phone',
    weight: 8,
    make: (random) => `628109${String(between(random, 0, 9_999_999)).padStart(7, '0')}`,
  },
  phoneMissing: {
    about: 'no phone',
    field: 'phone',
    weight: 6,
    make: () => null,
  },
  phoneDigitWrong: {
    about: 'one of the last eight digits of the phone is another',
    field: 'phone',
    weight: 4,
    make: (random, { phone }) => {
      if (phone === null) return undefined
      const at = between(random, 5, phone.length - 1)
      return `${phone.slice(0, at)}${(Number(phone[at]) + between(random, 1, 9)) % 10}${phone.slice(at + 1)}`
    },
  },
  addressRewritten: {
    about: 'the address in another hand, or another address in the same kelurahan',
    field: 'address',
    weight: 8,
    make: (random, { address }) => {
      if (address === null || random() < 0.15) return populationAddress(random)
      const hands = ADDRESS_HANDS.map((rewrite) => rewrite(address)).filter((made) => made !== address)
      return pick(random, hands)
    },
  },
} as const satisfies Record<string, TypingError>

function onCalendar(day: string): Day | undefined {
  return isDay(day) ? day : undefined
}

function digitWrong(random: Random, year: number): number {
  const place = pick(random, [1, 10])
  const digit = Math.floor(year / place) % 10
  return year + (between(random, 0, 9) - digit) * place
}

function firstWord(name: string): string {
  return name.split(' ')[0]!
}
