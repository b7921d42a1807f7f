import { DomainError } from '../errors.ts'

/** An entry of the register, as far as it says whose it is. */
export interface Entry {
  id: string
  /** The entry that stands for this person since a merge. */
  mergedInto: string | null
}

/** The id under which a person stands: that of the entry, or of the one that it was merged into. */
export function personId({ id, mergedInto }: Entry): string {
  return mergedInto ?? id
}

/** Whether two entries are one person. */
export function isOnePerson([one, other]: readonly [Entry, Entry]): boolean {
  return personId(one) === personId(other)
}

/** Throws `doubts.itself` for an entry that is to be merged into itself, `doubts.alreadyOne` where both are one person. */
export function checkMerge(entry: Entry, into: Entry): void {
  if (entry.id === into.id) throw new DomainError('doubts.itself')
  if (isOnePerson([entry, into])) throw new DomainError('doubts.alreadyOne')
}
