import { Page, type Tell } from '../../page.tsx'
import { Field, Told } from '../desk.tsx'
import { HOME, LOG_IN } from '../paths.ts'

interface EntryProps {
  tell: Tell
  /** What shows that the form is ours. */
  csrf: string
  problem?: string | undefined
  done?: string | undefined
}

/** The log-in. */
export function LogInPage({ tell, csrf, problem, done, username = '' }: EntryProps & { username?: string }) {
  return (
    <Page tell={tell} title={tell(['console.title', { page: tell('console.logIn.title') }])} style="petugas.css">
      <main class="sheet narrow">
        <h1>{tell('console.logIn.title')}</h1>
        <Told problem={problem} done={done} />
        <form method="post" action={LOG_IN}>
          <input type="hidden" name="csrf" value={csrf} />
          <Field id="username" label={tell('console.username')}>
            <input
              {...PLAIN}
              id="username"
              name="username"
              value={username}
              maxLength={100}
              autocomplete="username"
              required
            />
          </Field>
          <Field id="password" label={tell('console.password')}>
            <input
              id="password"
              name="password"
              type="password"
              maxLength={400}
              autocomplete="current-password"
              required
            />
          </Field>
          <Field id="code" label={tell('console.logIn.code')} hint={tell('console.logIn.codeHint')}>
            <input id="code" name="code" inputMode="numeric" maxLength={10} autocomplete="one-time-code" />
          </Field>
          <button type="submit">{tell('console.logIn.enter')}</button>
        </form>
        <p>
          {tell('console.logIn.lost')} <a href={HOME}>{tell('console.logIn.already')}</a>
        </p>
      </main>
    </Page>
  )
}

// Usernames are small letters: a phone's keyboard is told not to mend them.
const PLAIN = { autocapitalize: 'none', autocorrect: 'off', spellcheck: false } as const

interface InvitationProps extends EntryProps {
  action: string
  /** Whose password is chosen; undefined for the first admin, who also chooses the names. */
  officer: { username: string; name: string } | undefined
  typed?: { username: string; name: string }
}

/** Behind a one-time link: a password is chosen, by the first admin also a username. */
export function InvitationPage({ tell, csrf, problem, action, officer, typed }: InvitationProps) {
  return (
    <Page tell={tell} title={tell(['console.title', { page: tell('console.invitation.title') }])} style="petugas.css">
      <main class="sheet narrow">
        <h1>{tell('console.invitation.title')}</h1>
        <Told problem={problem} />
        <p>
          {officer
            ? tell(['console.invitation.forOfficer', { name: officer.name, username: officer.username }])
            : tell('console.invitation.forFirst')}
        </p>
        <form method="post" action={action}>
          <input type="hidden" name="csrf" value={csrf} />
          {!officer && <Names tell={tell} typed={typed} />}
          {officer && <input type="hidden" name="username" value={officer.username} autocomplete="username" />}
          <NewPassword tell={tell} />
          <button type="submit">{tell('console.invitation.save')}</button>
        </form>
      </main>
    </Page>
  )
}

function Names({ tell, typed }: { tell: Tell; typed: InvitationProps['typed'] }) {
  return (
    <>
      <Field id="name" label={tell('console.name')}>
        <input id="name" name="name" value={typed?.name} maxLength={100} autocomplete="name" required />
      </Field>
      <Field id="username" label={tell('console.username')} hint={tell('console.usernameHint')}>
        <input
          {...PLAIN}
          id="username"
          name="username"
          value={typed?.username}
          maxLength={32}
          autocomplete="username"
          required
        />
      </Field>
    </>
  )
}

/** A new password, typed twice since nobody sees it. */
export function NewPassword({ tell }: { tell: Tell }) {
  const field = { type: 'password', maxLength: 400, autocomplete: 'new-password', required: true } as const
  return (
    <>
      <Field id="next" label={tell('console.newPassword')} hint={tell('console.newPasswordHint')}>
        <input {...field} id="next" name="next" />
      </Field>
      <Field id="again" label={tell('console.passwordAgain')}>
        <input {...field} id="again" name="again" />
      </Field>
    </>
  )
}
