import { FUNDINGS } from '../../../domain/cover.ts'
import { SEGMENTS } from '../../../domain/roster/segments.ts'
import type { Typed } from '../../../services/uploads/receive.ts'
import type { Tell } from '../../page.tsx'
import { type Desk, DeskForm, DeskPage, Field } from '../desk.tsx'
import { IMPORTS, UPLOADS } from '../paths.ts'

const NOTHING_TYPED: Typed = { funding: '', from: '', to: '', segment: '', basis: '', consent: '' }

interface UploadFormPageProps {
  desk: Desk
  typed?: Typed
  problem?: string | undefined
}

/**
 * The form by which an officer hands a list of the own agency in. On a page that does not reload by itself, and with the file last:
 * what shows that the form is ours is read before it.
 */
export function UploadFormPage({ desk, typed = NOTHING_TYPED, problem }: UploadFormPageProps) {
  const { tell, seat } = desk
  return (
    <DeskPage desk={desk} title={tell('console.uploads.title')} at={IMPORTS} problem={problem}>
      <p>
        <a href={IMPORTS}>{tell('console.uploads.toList')}</a>
      </p>
      <p>{tell(['console.uploads.intro', { agency: seat.agency ?? '' }])}</p>
      <DeskForm desk={desk} action={UPLOADS} enctype="multipart/form-data">
        <FundingField tell={tell} chosen={typed.funding} />
        <details open={Object.entries(typed).some(([name, text]) => name !== 'funding' && text !== '')}>
          <summary>{tell('console.uploads.more')}</summary>
          <OptionFields tell={tell} typed={typed} />
        </details>
        <Field id="file" label={tell('console.uploads.file')} hint={tell('console.uploads.fileHint')}>
          <input id="file" name="file" type="file" accept=".xlsx,.csv,.txt,.tsv" required />
        </Field>
        <div class="deeds">
          <button type="submit">{tell('console.uploads.send')}</button>
        </div>
      </DeskForm>
    </DeskPage>
  )
}

/** Who pays; nothing is chosen for a contribution file. */
export function FundingField({ tell, chosen }: { tell: Tell; chosen: string }) {
  return (
    <Field id="funding" label={tell('console.uploads.funding')} hint={tell('console.uploads.fundingHint')}>
      <select id="funding" name="funding">
        <option value="">{tell('console.uploads.noneChosen')}</option>
        {FUNDINGS.map((funding) => (
          <option value={funding} selected={funding === chosen}>
            {tell(`card.funding.${funding}`)}
          </option>
        ))}
      </select>
    </Field>
  )
}

function OptionFields({ tell, typed }: { tell: Tell; typed: Typed }) {
  return (
    <>
      <div class="pair">
        <div>
          <Field id="from" label={tell('console.uploads.from')} hint={tell('console.uploads.monthHint')}>
            <input id="from" name="from" type="month" placeholder="2026-01" value={typed.from} />
          </Field>
        </div>
        <div>
          <Field id="to" label={tell('console.uploads.to')} hint={tell('console.uploads.monthHint')}>
            <input id="to" name="to" type="month" placeholder="2026-12" value={typed.to} />
          </Field>
        </div>
      </div>
      <Field id="segment" label={tell('console.uploads.segment')} hint={tell('console.uploads.segmentHint')}>
        <select id="segment" name="segment">
          <option value="">{tell('console.uploads.noneChosen')}</option>
          {SEGMENTS.map((segment) => (
            <option value={segment} selected={segment === typed.segment}>
              {tell(`roster.segment.${segment}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field id="basis" label={tell('console.uploads.basis')} hint={tell('console.uploads.basisHint')}>
        <input id="basis" name="basis" value={typed.basis} maxLength={300} autocomplete="off" />
      </Field>
      <Field id="consent" label={tell('console.uploads.consent')} hint={tell('console.uploads.consentHint')}>
        <input id="consent" name="consent" value={typed.consent} maxLength={300} autocomplete="off" />
      </Field>
    </>
  )
}
