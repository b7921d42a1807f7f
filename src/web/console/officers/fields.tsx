import { ROLES, type Role } from '../../../domain/officer.ts'
import type { Agency } from '../../../store/agencies.ts'
import { KelurahanSelect } from '../../kelurahan-select.tsx'
import type { Tell } from '../../page.tsx'
import { Field } from '../desk.tsx'

/** What a form about an account holds, as it was typed. */
export interface Typed {
  role: string
  agency: string
  kelurahan: string
}

/** Role, agency and kelurahan of an account. */
export function StandingFields({ tell, agencies, typed }: { tell: Tell; agencies: readonly Agency[]; typed: Typed }) {
  return (
    <>
      <Field id="role" label={tell('console.role.label')} hint={tell('console.role.hint')}>
        <select id="role" name="role" required>
          {ROLES.map((role) => (
            <option value={role} selected={role === typed.role}>
              {tell(`console.role.${role}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field id="agency" label={tell('console.agency')}>
        <select id="agency" name="agency">
          <option value="">{tell('console.noAgency')}</option>
          {agencies.map(({ id, name }) => (
            <option value={id} selected={id === typed.agency}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <Field id="kelurahan" label={tell('console.kelurahanLabel')}>
        <KelurahanSelect none={tell('console.noKelurahan')} chosen={typed.kelurahan} />
      </Field>
    </>
  )
}

export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text)
}
