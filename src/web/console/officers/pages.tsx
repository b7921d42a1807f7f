import type { Officer } from '../../../domain/officer.ts'
import type { Agency } from '../../../store/agencies.ts'
import type { OfficerSession } from '../../../store/officer-sessions.ts'
import type { Account } from '../../../store/officers.ts'
import type { Tell } from '../../page.tsx'
import { type Desk, DeskForm, DeskPage, Field } from '../desk.tsx'
import { Devices } from '../devices.tsx'
import { scopeWords } from '../home.tsx'
import { OFFICERS } from '../paths.ts'
import { StandingFields, type Typed } from './fields.tsx'
import type { Listed } from './read.ts'

interface ListPageProps {
  desk: Desk
  officers: readonly Listed[]
  agencies: readonly Agency[]
  problem?: string | undefined
  typed: Typed & { username: string; name: string }
}

/** All accounts, and a form for a new one. */
export function OfficersPage({ desk, officers, agencies, problem, typed }: ListPageProps) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={tell('console.officers.title')} at={OFFICERS} problem={problem}>
      <ul class="rows">
        {officers.map(({ officer, agency }) => (
          <li class={officer.disabledAt ? 'rests' : ''}>
            <a href={`${OFFICERS}/${officer.id}`}>{officer.name}</a> ({officer.username})
            <p>
              {tell(`console.role.${officer.role}`)}
              {' · '}
              {scopeWords(tell, { officer, agency })}
              {' · '}
              {tell(`console.officers.${stateOf(officer)}`)}
            </p>
          </li>
        ))}
      </ul>
      <h2>{tell('console.officers.new')}</h2>
      <p>{tell('console.officers.newHint')}</p>
      <DeskForm desk={desk} action={OFFICERS}>
        <Field id="name" label={tell('console.name')}>
          <input id="name" name="name" value={typed.name} maxLength={100} autocomplete="off" required />
        </Field>
        <Field id="username" label={tell('console.username')} hint={tell('console.usernameHint')}>
          <input id="username" name="username" value={typed.username} maxLength={32} autocomplete="off" required />
        </Field>
        <StandingFields tell={tell} agencies={agencies} typed={typed} />
        <button type="submit">{tell('console.officers.add')}</button>
      </DeskForm>
    </DeskPage>
  )
}

export function stateOf({ disabledAt, passwordHash }: Account): 'disabled' | 'invited' | 'active' {
  if (disabledAt) return 'disabled'
  return passwordHash === null ? 'invited' : 'active'
}

interface OfficerPageProps {
  desk: Desk
  listed: Listed
  agencies: readonly Agency[]
  devices: readonly OfficerSession[]
  problem?: string | undefined
  done?: string | undefined
}

/** One account: what it may do, a new link, its devices, and whether it is let in at all. */
export function OfficerPage({ desk, listed, agencies, devices, problem, done }: OfficerPageProps) {
  const { tell, seat } = desk
  const { officer } = listed
  const at = `${OFFICERS}/${officer.id}`
  return (
    <DeskPage desk={desk} title={`${officer.name} (${officer.username})`} at={OFFICERS} problem={problem} done={done}>
      <p>
        {standingWords(tell, listed)} <a href={OFFICERS}>{tell('console.officers.toList')}</a>
      </p>
      {officer.id === seat.officer.id ? (
        <p>{tell('account.notOneself')}</p>
      ) : (
        <Changes desk={desk} officer={officer} agencies={agencies} at={at} />
      )}
      <h2>{tell('console.devices.title')}</h2>
      <Devices desk={desk} devices={devices} at={at} />
    </DeskPage>
  )
}

function Changes({
  desk,
  officer,
  agencies,
  at,
}: {
  desk: Desk
  officer: Account
  agencies: readonly Agency[]
  at: string
}) {
  const { tell } = desk
  const { id: _, rev, role, disabledAt } = officer
  const typed = { role, agency: officer.agencyId ?? '', kelurahan: officer.kelurahan ?? '' }
  return (
    <>
      <h2>{tell('console.officers.change')}</h2>
      <DeskForm desk={desk} action={`${at}/ubah`} rev={rev}>
        <StandingFields tell={tell} agencies={agencies} typed={typed} />
        <button type="submit">{tell('console.save')}</button>
      </DeskForm>
      <h2>{tell('console.officers.access')}</h2>
      {!disabledAt && (
        <DeskForm desk={desk} action={`${at}/tautan`}>
          <p>{tell('console.officers.linkHint')}</p>
          <button type="submit" class="quiet">
            {tell('console.officers.link')}
          </button>
        </DeskForm>
      )}
      <DeskForm desk={desk} action={`${at}/${disabledAt ? 'aktifkan' : 'nonaktifkan'}`} rev={rev}>
        <button type="submit" class="quiet">
          {tell(`console.officers.${disabledAt ? 'enable' : 'disable'}`)}
        </button>
      </DeskForm>
    </>
  )
}

/** What an account is now, in a sentence. */
export function standingWords(tell: Tell, { officer, agency }: Listed): string {
  const { role } = officer satisfies Pick<Officer, 'role'>
  return tell([
    'console.officers.standing',
    {
      role: { text: `console.role.${role}` },
      scope: scopeWords(tell, { officer, agency }),
      state: { text: `console.officers.${stateOf(officer)}` },
    },
  ])
}

/** A one-time link, shown once, to be handed to its officer. */
export function LinkPage({ desk, name, url }: { desk: Desk; name: string; url: string }) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={tell(['console.officers.linkTitle', { name }])} at={OFFICERS}>
      <p>{tell('console.officers.linkOnce')}</p>
      <p class="link">{url}</p>
      <p>
        <a href={OFFICERS}>{tell('console.officers.toList')}</a>
      </p>
    </DeskPage>
  )
}
