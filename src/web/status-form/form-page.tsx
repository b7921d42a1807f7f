import type { ComponentChildren } from 'preact'
import type { Day } from '../../domain/clock.ts'
import { KelurahanSelect } from '../kelurahan-select.tsx'
import { NoticePage, Page, type Tell } from '../page.tsx'
import type { CardField, Typed } from './read-card.ts'

interface FormPageProps {
  tell: Tell
  /** What was typed before; the NIK is never given back. */
  typed?: Typed
  bad?: readonly CardField[]
  /** The day of the lists with which the last try did not match. */
  refusedAsOf?: Day
}

/** The form for what is printed on a KTP. It posts to the address under which it was opened. */
export function FormPage({ tell, typed, bad = [], refusedAsOf }: FormPageProps) {
  const field = { tell, bad }
  return (
    <Page tell={tell} title={tell('web.card.title')}>
      <main class="sheet">
        <h1>{tell('web.card.title')}</h1>
        {bad.length > 0 && <Alert>{tell('web.card.mend')}</Alert>}
        {refusedAsOf && <Refusal tell={tell} asOf={refusedAsOf} canRetry />}
        {!typed && <p>{tell('web.card.intro')}</p>}
        <form method="post" autocomplete="off">
          <Field {...field} name="nik" label="web.card.nik">
            <input id="nik" name="nik" inputMode="numeric" maxLength={24} autocomplete="off" required />
          </Field>
          <Field {...field} name="name" label="web.card.fullName">
            <input id="name" name="name" maxLength={200} value={typed?.name} autocomplete="off" required />
          </Field>
          <Field {...field} name="bornOn" label="web.card.bornOn" hint="web.card.bornOnHint">
            <input id="bornOn" name="bornOn" maxLength={60} value={typed?.bornOn} autocomplete="off" required />
          </Field>
          <Field {...field} name="kelurahan" label="web.card.kelurahan">
            <KelurahanSelect none={tell('web.card.choose')} chosen={typed?.kelurahan ?? ''} required />
          </Field>
          <button type="submit">{tell('web.card.check')}</button>
        </form>
      </main>
    </Page>
  )
}

interface FieldProps {
  tell: Tell
  bad: readonly CardField[]
  name: CardField
  label: string
  hint?: string
  children: ComponentChildren
}

function Field({ tell, bad, name, label, hint, children }: FieldProps) {
  return (
    <>
      <label for={name}>
        {tell(label)}
        {hint && <small>{tell(hint)}</small>}
      </label>
      {bad.includes(name) && <p class="wrong">{tell(`web.card.bad.${name}`)}</p>}
      {children}
    </>
  )
}

/** The refusal when the link cannot be used again; the words are those of every other refusal. */
export function RefusedPage({ tell, asOf }: { tell: Tell; asOf: Day }) {
  return (
    <NoticePage tell={tell} title={tell('web.card.title')}>
      <Refusal tell={tell} asOf={asOf} canRetry={false} />
    </NoticePage>
  )
}

function Refusal({ tell, asOf, canRetry }: { tell: Tell; asOf: Day; canRetry: boolean }) {
  return (
    <>
      <Alert>{tell(['web.card.refused', { day: { day: asOf } }])}</Alert>
      <p>{tell(canRetry ? 'web.card.retry' : 'web.card.noRetry')}</p>
      <p>{tell('web.card.goOn')}</p>
    </>
  )
}

function Alert({ children }: { children: ComponentChildren }) {
  return (
    <p class="state" role="alert">
      {children}
    </p>
  )
}
