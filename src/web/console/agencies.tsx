import { isInScope, type Officer } from '../../domain/officer.ts'
import type { World } from '../../services/world.ts'
import { type Agency, listAgencies } from '../../store/agencies.ts'

/** The agencies that are an officer's affair: their own, or every one. */
export async function agenciesOf({ database }: World, officer: Officer): Promise<Agency[]> {
  return (await database.run(listAgencies)).filter(({ id }) => isInScope(officer, id))
}

interface AgencySelectProps {
  agencies: readonly Agency[]
  /** What stands there while none is chosen. */
  none: string
  /** Code of the chosen one, or nothing. */
  chosen: string
  name?: string
  required?: boolean
}

/** A choice among agencies, by their codes. */
export function AgencySelect({ agencies, none, chosen, name = 'agency', required = false }: AgencySelectProps) {
  return (
    <select id="agency" name={name} required={required}>
      <option value="">{none}</option>
      {agencies.map((agency) => (
        <option value={agency.code} selected={agency.code === chosen}>
          {agency.name}
        </option>
      ))}
    </select>
  )
}
