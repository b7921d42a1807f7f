import { LONGEST_TEXT, VARIABLES } from '../../../domain/campaign-text.ts'
import { LOCALES, type Locale } from '../../../domain/message.ts'
import { kelurahanOf } from '../../../domain/region/kelurahan.ts'
import { SEGMENTS } from '../../../domain/roster/segments.ts'
import type { Preview } from '../../../services/campaigns/preview.ts'
import type { Agency } from '../../../store/agencies.ts'
import { KelurahanSelect } from '../../kelurahan-select.tsx'
import type { Tell } from '../../page.tsx'
import { AgencySelect } from '../agencies.tsx'
import { type Desk, DeskForm, DeskPage, Field } from '../desk.tsx'
import { CAMPAIGNS } from '../paths.ts'
import { NarrowingFields } from './narrowing-fields.tsx'
import { PreviewParts } from './preview-parts.tsx'
import { startDays, TICKED, type Typed } from './typed.ts'

interface FormPageProps {
  desk: Desk
  /** Among which the agency is chosen. */
  agencies: readonly Agency[]
  typed: Typed
  /** The campaign that is edited, and its count of changes when the form was made. */
  edited?: { id: string; rev: number } | undefined
  preview?: Preview | undefined
  problem?: string | undefined
}

const FORM = 'naskah'

/** The form of a campaign; looked at before it is kept, it shows above what would go out. */
export function FormPage({ desk, agencies, typed, edited, preview, problem }: FormPageProps) {
  const { tell } = desk
  const title = tell(edited ? 'console.campaigns.edit' : 'console.campaigns.new')
  const at = edited ? `${CAMPAIGNS}/${edited.id}` : CAMPAIGNS
  return (
    <DeskPage desk={desk} title={title} at={CAMPAIGNS} problem={problem}>
      <p>
        <a href={at}>{tell(edited ? 'console.campaigns.toOne' : 'console.campaigns.toList')}</a>
      </p>
      {preview && <Looked tell={tell} preview={preview} />}
      <DeskForm desk={desk} id={FORM} action={edited ? `${at}/ubah` : at} {...(edited && { rev: edited.rev })}>
        {!edited && agencies.length !== 1 && (
          <Field id="agency" label={tell('console.agency')}>
            <AgencySelect
              agencies={agencies}
              none={tell('console.campaigns.chooseAgency')}
              chosen={typed.agency}
              required
            />
          </Field>
        )}
        <Field id="title" label={tell('console.campaigns.title')} hint={tell('console.campaigns.titleHint')}>
          <input id="title" name="title" value={typed.title} maxLength={120} autocomplete="off" required />
        </Field>
        <Texts tell={tell} typed={typed} />
        <AudienceFields desk={desk} typed={typed} />
        <StartFields desk={desk} typed={typed} />
        <div class="deeds">
          <button type="submit" class="quiet" formAction={edited ? `${at}/ubah/lihat` : `${at}/baru/lihat`}>
            {tell('console.campaigns.look')}
          </button>
          <button type="submit">{tell('console.campaigns.keep')}</button>
        </div>
      </DeskForm>
    </DeskPage>
  )
}

function Looked({ tell, preview }: { tell: Tell; preview: Preview }) {
  return (
    <section class="looked" aria-label={tell('console.campaigns.looked')}>
      <PreviewParts tell={tell} preview={preview} />
      <p>
        <button type="submit" form={FORM}>
          {tell('console.campaigns.keep')}
        </button>{' '}
        {tell('console.campaigns.orMend')}
      </p>
    </section>
  )
}

function Texts({ tell, typed }: { tell: Tell; typed: Typed }) {
  const others = LOCALES.filter((locale) => locale !== 'id')
  return (
    <>
      <h2>{tell('console.campaigns.words')}</h2>
      <p>{tell('console.campaigns.wordsHint')}</p>
      <dl class="meanings">
        {VARIABLES.map((name) => (
          <>
            <dt>
              <code>{`{${name}}`}</code>
            </dt>
            <dd>{tell(`console.campaigns.variable.${name}`)}</dd>
          </>
        ))}
      </dl>
      <p>{tell('console.campaigns.variableNote')}</p>
      <TextField tell={tell} locale="id" typed={typed} />
      <details open={others.some((locale) => typed[locale] !== '')}>
        <summary>{tell('console.campaigns.otherLanguages')}</summary>
        {others.map((locale) => (
          <TextField tell={tell} locale={locale} typed={typed} />
        ))}
      </details>
    </>
  )
}

function TextField({ tell, locale, typed }: { tell: Tell; locale: Locale; typed: Typed }) {
  const label = tell(`campaigns.language.${locale}`)
  const hint = locale === 'id' ? tell(['console.campaigns.textHint', { limit: LONGEST_TEXT }]) : undefined
  return (
    <Field id={`text-${locale}`} label={label} {...(hint !== undefined && { hint })}>
      {/* Longer than what is kept, so that a text that is too long is told of and not cut off. */}
      <textarea id={`text-${locale}`} name={locale} rows={6} maxLength={1500} required={locale === 'id'}>
        {typed[locale]}
      </textarea>
    </Field>
  )
}

function AudienceFields({ desk: { tell, seat }, typed }: { desk: Desk; typed: Typed }) {
  const own = kelurahanOf(seat.officer.kelurahan ?? '')?.name
  return (
    <>
      <h2>{tell('console.campaigns.audience')}</h2>
      <Field id="segment" label={tell('console.campaigns.segment')}>
        <select id="segment" name="segment">
          <option value="">{tell('console.campaigns.allSegments')}</option>
          {SEGMENTS.map((segment) => (
            <option value={segment} selected={segment === typed.segment}>
              {tell(`roster.segment.${segment}`)}
            </option>
          ))}
        </select>
      </Field>
      {own === undefined ? (
        <Field id="kelurahan" label={tell('console.kelurahanLabel')}>
          <KelurahanSelect none={tell('console.noKelurahan')} chosen={typed.kelurahan} />
        </Field>
      ) : (
        <p>{tell(['console.kelurahan', { kelurahan: own }])}</p>
      )}
      <label class="tick">
        <input type="checkbox" name="notReached" value={TICKED} checked={typed.notReached === TICKED} />
        <span>
          {tell('console.campaigns.notReached')}
          <small>{tell('console.campaigns.notReachedHint')}</small>
        </span>
      </label>
      <NarrowingFields tell={tell} typed={typed} />
    </>
  )
}

function StartFields({ desk: { tell, now }, typed }: { desk: Desk; typed: Typed }) {
  return (
    <>
      <h2>{tell('console.campaigns.start')}</h2>
      <p>{tell('console.campaigns.startHint')}</p>
      <div class="pair">
        <div>
          <Field id="startsOn" label={tell('console.campaigns.startsOn')}>
            <input id="startsOn" name="startsOn" type="date" value={typed.startsOn} {...startDays(now)} />
          </Field>
        </div>
        <div>
          <Field id="startsTime" label={tell('console.campaigns.startsTime')}>
            <input id="startsTime" name="startsTime" type="time" value={typed.startsTime} />
          </Field>
        </div>
      </div>
    </>
  )
}
