import { DomainError } from '../domain/errors.ts'
import { useFormKey } from '../store/form-keys.ts'
import type { Db, Work } from '../store/work.ts'
import type { World } from './world.ts'

/** What every form of the console carries besides its fields. */
export interface Form {
  /** Made with the page; a form is taken once. */
  key: string
}

/** A form about a row that others change too. */
export interface RowForm extends Form {
  /** The row's count of changes when the page was made. */
  rev: number
}

/** Takes a form; throws `console.twice` when the same one was taken before, so that nothing of it is done again. */
export function* once(db: Db, world: World, { key }: Form, now: Date): Work<void> {
  if (!(yield* useFormKey(db, world.vault.hash('form', key), now))) throw new DomainError('console.twice')
}
