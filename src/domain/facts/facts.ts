import type { Day } from '../clock.ts'
import { CATALOGUE, type FactId, type IdOf } from './catalogue.ts'
import type { Fact, Unit } from './fact.ts'
import { FactError } from './fact-error.ts'

/** What may be said on one day. Each reader throws a `FactError` for an id that is unknown or not valid that day. */
export interface Facts {
  readonly day: Day
  /** The same facts, edits included, on another day. */
  on(day: Day): Facts
  get(id: FactId): Fact
  /** Undefined where the fact is not valid that day; an unknown id is refused all the same. */
  maybe(id: FactId): Fact | undefined
  /** Whole rupiah. */
  amount(id: IdOf<'rupiah'>): number
  /** 50 for 50 %. */
  percent(id: IdOf<'percent'>): number
  /** Persons, years, months, days or hours, as the fact's `of` says. */
  count(id: IdOf<'count'>): number
  numbers(id: IdOf<'numbers'>): readonly number[]
  /** Names, whose words are `facts.<of>.<name>`. */
  list(id: IdOf<'list'>): readonly string[]
  holds(id: IdOf<'rule'>): boolean
  name(id: IdOf<'name'>): string
}

const FILED = Map.groupBy<string, Fact>(CATALOGUE, (fact) => fact.id)

/** The facts on a day of Asia/Jakarta; `overlay` holds reviewed edits, which win on the days they are valid. */
export function factsOn(day: Day, overlay: readonly Fact[] = []): Facts {
  const maybe = (id: FactId) => {
    const filed = FILED.get(id)
    if (!filed) throw new FactError('unknown', id, day)
    const edits = overlay.filter((fact) => fact.id === id)
    return edits.findLast((fact) => isValid(fact, day)) ?? filed.find((fact) => isValid(fact, day))
  }
  const get = (id: FactId) => {
    const fact = maybe(id)
    if (!fact) throw new FactError('notOnDay', id, day)
    return fact
  }
  const reader =
    <U extends Unit>(unit: U) =>
    (id: IdOf<U>) =>
      checked(get(id), unit, day)
  return {
    day,
    on: (other) => factsOn(other, overlay),
    get,
    maybe,
    amount: reader('rupiah'),
    percent: reader('percent'),
    count: reader('count'),
    numbers: reader('numbers'),
    list: reader('list'),
    holds: reader('rule'),
    name: reader('name'),
  }
}

function isValid(fact: Fact, day: Day): boolean {
  return fact.validFrom <= day && (fact.validTo === undefined || day <= fact.validTo)
}

type ValueOf<U extends Unit> = Extract<Fact, { unit: U }>['value']

// An edit comes from outside and may carry another unit than the fact it replaces.
function checked<U extends Unit>(fact: Fact, unit: U, day: Day): ValueOf<U> {
  if (fact.unit !== unit) throw new FactError('otherUnit', fact.id, day)
  return fact.value as ValueOf<U>
}
