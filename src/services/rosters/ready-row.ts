import { nameKey } from '../../domain/name-key.ts'
import type { RosterRow } from '../../domain/roster/row.ts'
import type { Person } from '../../domain/roster/statements.ts'
import type { ImportRow } from '../../store/imports.ts'
import type { Vault } from '../../store/vault.ts'
import { lookedUpBy } from './prepare-line.ts'
import { openedRow } from './sealed-row.ts'

/** A row of a file with all that the register keeps of it, hashed and sealed. */
export interface ReadyRow {
  line: number
  row: RosterRow
  /** Likeness keys. */
  keys: number[]
  nikHash: string
  nikSealed: string
  person: SealedPerson
  memberNumberSealed: string | null
}

/** A person as the register keeps one. */
export type SealedPerson = ReturnType<typeof sealedPerson>

export function sealedPerson(vault: Vault, { name, bornOn, sex, kelurahan, phone, address }: Person) {
  return {
    ...{ name, nameKey: nameKey(name), bornOn, sex, kelurahan },
    phoneSealed: phone === null ? null : vault.seal('workers.phone', phone),
    phoneHash: phone === null ? null : vault.hash('phone', phone),
    addressSealed: address === null ? null : vault.seal('workers.address', address),
  }
}

export function sealedMemberNumber(vault: Vault, memberNumber: string | null): string | null {
  return memberNumber === null ? null : vault.seal('enrolments.memberNumber', memberNumber)
}

/** A line as it was kept. */
export type KeptLine = Pick<ImportRow, 'line' | 'rowSealed'>

/** Makes a kept row ready to be taken in; nothing for a line that could not be read. */
export function readyRow(vault: Vault, { line, rowSealed }: KeptLine): ReadyRow[] {
  const { row, keys } = openedRow(vault, { rowSealed })
  if (!row) return []
  return [
    {
      ...{ line, row, keys: keys ?? lookedUpBy(vault, row).keys },
      ...{ nikHash: vault.hash('nik', row.nik), nikSealed: vault.seal('workers.nik', row.nik) },
      ...{ person: sealedPerson(vault, row), memberNumberSealed: sealedMemberNumber(vault, row.memberNumber) },
    },
  ]
}
