import type { Day } from '../../domain/clock.ts'
import type { CorrectionField } from '../../domain/correction.ts'
import type { Row } from '../../store/schema.ts'
import type { Vault } from '../../store/vault.ts'

/** What a list says of the one field that is said to be wrong. */
export type ListedValue =
  | { is: 'text'; text: string }
  | { is: 'day'; day: Day }
  /** The last four digits: a whole identity number is on no page. */
  | { is: 'nik'; ending: string }
  | { is: 'residence'; address: string | null; kelurahan: string | null }
  | { is: 'work'; segment: string | null; occupation: string | null }
  | { is: 'period'; from: Day; to: Day | null; paidThrough: Day | null }

type Entries = readonly { entry: Row<'enrolments'> }[]
type Told = (entries: Entries, worker: Row<'workers'>, vault: Vault) => ListedValue[]

/** Of each field what an officer is shown of a person's entries on one list; nothing of `other`. */
export const LISTED_VALUES: Readonly<Record<CorrectionField, Told>> = {
  name: (_, { name }) => [{ is: 'text', text: name }],
  bornOn: (_, { bornOn }) => [{ is: 'day', day: bornOn }],
  nik: (_, { nikSealed }, vault) => [{ is: 'nik', ending: vault.open('workers.nik', nikSealed).slice(-4) }],
  phone: (_, { phoneSealed }, vault) =>
    phoneSealed === null ? [] : [{ is: 'text', text: `+${vault.open('workers.phone', phoneSealed)}` }],
  residence: (_, { addressSealed, kelurahan }, vault) => [
    { is: 'residence', kelurahan, address: addressSealed && vault.open('workers.address', addressSealed) },
  ],
  work: (entries) => entries.map(({ entry: { segment, occupation } }) => ({ is: 'work', segment, occupation })),
  period: (entries) =>
    entries.map(({ entry: { startsOn, endsOn, paidThrough } }) => ({
      ...{ is: 'period', from: startsOn, to: endsOn, paidThrough },
    })),
  other: () => [],
}
