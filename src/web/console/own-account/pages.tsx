import type { Offered } from '../../../services/accounts/totp.ts'
import type { OfficerSession } from '../../../store/officer-sessions.ts'
import { type Desk, DeskForm, DeskPage, Field } from '../desk.tsx'
import { Devices } from '../devices.tsx'
import { NewPassword } from '../entry/pages.tsx'
import { ACCOUNT } from '../paths.ts'
import { Qr } from '../qr.tsx'
import { OwnChat } from './chat-parts.tsx'

interface AccountPageProps {
  desk: Desk
  devices: readonly OfficerSession[]
  /** When the own chat was linked. */
  chatLinked: Date | null
  problem?: string | undefined
  done?: string | undefined
}

/** The own account: password, app, devices. */
export function AccountPage({ desk, devices, chatLinked, problem, done }: AccountPageProps) {
  const { tell, seat } = desk
  return (
    <DeskPage desk={desk} title={tell('console.account.title')} at={ACCOUNT} problem={problem} done={done}>
      <p>{tell(['console.account.you', { username: seat.officer.username }])}</p>
      <h2>{tell('console.devices.title')}</h2>
      <Devices desk={desk} devices={devices} at={ACCOUNT} />
      <h2>{tell('console.account.password')}</h2>
      <DeskForm desk={desk} action={`${ACCOUNT}/sandi`}>
        <input type="hidden" name="username" value={seat.officer.username} autocomplete="username" />
        <Field id="current" label={tell('console.account.current')}>
          <input id="current" name="current" type="password" maxLength={400} autocomplete="current-password" required />
        </Field>
        <NewPassword tell={tell} />
        <button type="submit">{tell('console.account.change')}</button>
      </DeskForm>
      <h2>{tell('console.account.totp')}</h2>
      {seat.hasTotp ? <TurnOff desk={desk} /> : <TurnOnHint desk={desk} />}
      <OwnChat desk={desk} linkedAt={chatLinked} />
    </DeskPage>
  )
}

function TurnOnHint({ desk: { tell } }: { desk: Desk }) {
  return (
    <>
      <p>{tell('console.account.totpHint')}</p>
      <p>
        <a class="button" href={`${ACCOUNT}/kode`}>
          {tell('console.account.totpOn')}
        </a>
      </p>
    </>
  )
}

function TurnOff({ desk }: { desk: Desk }) {
  const { tell } = desk
  return (
    <DeskForm desk={desk} action={`${ACCOUNT}/kode/lepas`}>
      <p>{tell('console.account.totpStands')}</p>
      <CurrentPassword tell={tell} />
      <button type="submit" class="quiet">
        {tell('console.account.totpOff')}
      </button>
    </DeskForm>
  )
}

/** Whoever sits before an open console may not be its officer. */
function CurrentPassword({ tell }: Pick<Desk, 'tell'>) {
  return (
    <Field id="password" label={tell('console.account.current')}>
      <input id="password" name="password" type="password" maxLength={400} autocomplete="current-password" required />
    </Field>
  )
}

interface TotpPageProps {
  desk: Desk
  offered: Offered
  problem?: string | undefined
}

/** An app is set up: its picture is scanned, its first code confirms it. */
export function TotpPage({ desk, offered, problem }: TotpPageProps) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={tell('console.account.totp')} at={ACCOUNT} problem={problem}>
      <ol>
        <li>{tell('console.totp.open')}</li>
        <li>
          {tell('console.totp.scan')}
          <Qr text={offered.uri} label={tell('console.totp.picture')} />
          {tell('console.totp.byHand')} <code class="link">{offered.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </li>
        <li>{tell('console.totp.confirm')}</li>
      </ol>
      <DeskForm desk={desk} action={`${ACCOUNT}/kode`}>
        <input type="hidden" name="sealed" value={offered.sealed} />
        <Field id="code" label={tell('console.totp.code')}>
          <input id="code" name="code" inputMode="numeric" maxLength={10} autocomplete="one-time-code" required />
        </Field>
        <CurrentPassword tell={tell} />
        <button type="submit">{tell('console.totp.save')}</button>
      </DeskForm>
    </DeskPage>
  )
}
