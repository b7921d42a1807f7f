import { kelurahanOf } from '../../../domain/region/kelurahan.ts'
import type { ListedVisitor } from '../../../services/visits/visitors.ts'
import type { Agency } from '../../../store/agencies.ts'
import { KelurahanSelect } from '../../kelurahan-select.tsx'
import { AgencySelect } from '../agencies.tsx'
import { type Desk, DeskForm, Field } from '../desk.tsx'
import { VISITS } from '../paths.ts'

interface VisitorsProps {
  desk: Desk
  visitors: ListedVisitor
  agencies: readonly Agency[]
}

/** Who may tick visits off in the chat, and the form that makes somebody one of them. */
export function Visitors({ desk, visitors, agencies }: VisitorsProps) {
  const { tell, seat } = desk
  return (
    <>
      <h2>{tell('console.visits.visitors')}</h2>
      <p>{tell(visitors.length === 0 ? 'console.visits.noVisitors' : 'console.visits.visitorsIntro')}</p>
      <ul class="rows">
        {visitors.map(({ id, name, agency, kelurahan }) => (
          <li>
            <b>{name}</b>
            <p>
              {kelurahanOf(kelurahan)?.name} · {agency}
            </p>
            <DeskForm desk={desk} action={`${VISITS}/petugas/${id}/hapus`}>
              <button type="submit" class="quiet">
                {tell('console.visits.remove')}
              </button>
            </DeskForm>
          </li>
        ))}
      </ul>
      <h3>{tell('console.visits.add')}</h3>
      <DeskForm desk={desk} action={`${VISITS}/petugas`}>
        <Field id="name" label={tell('console.visits.name')}>
          <input id="name" name="name" type="text" maxLength={100} autocomplete="off" required />
        </Field>
        <Field id="chat" label={tell('console.visits.chat')} hint={tell('console.visits.chatHint')}>
          <input id="chat" name="chat" type="text" maxLength={20} autocomplete="off" required />
        </Field>
        <Field id="agency" label={tell('console.agency')}>
          <AgencySelect
            agencies={agencies}
            none={tell('console.visits.choose')}
            chosen={agencies.length === 1 ? agencies[0]!.code : ''}
            required
          />
        </Field>
        <Field id="kelurahan" label={tell('console.visits.kelurahan')}>
          <KelurahanSelect none={tell('console.visits.choose')} chosen={seat.officer.kelurahan ?? ''} required />
        </Field>
        <button type="submit">{tell('console.visits.make')}</button>
      </DeskForm>
    </>
  )
}
