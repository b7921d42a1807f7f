import { LONGEST_TEXT } from '../../../domain/campaign-text.ts'
import { LOCALES, type Locale } from '../../../domain/message.ts'
import { may } from '../../../domain/officer.ts'
import type { Released } from '../../../services/journeys/released.ts'
import type { Tell } from '../../page.tsx'
import { RichText } from '../../rich-text.tsx'
import { type Desk, DeskForm, DeskPage, Field } from '../desk.tsx'
import { CAMPAIGNS, RELEASES } from '../paths.ts'
import { moment } from '../times.ts'

/** What stands in the form, by language. */
export type TypedWords = Record<Locale, string>

/** What each agency has decided about cover that ends. */
export function ReleasesPage({
  desk,
  releases,
  done,
}: {
  desk: Desk
  releases: readonly Released[]
  done: string | undefined
}) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={tell('console.releases.title')} at={CAMPAIGNS} done={done}>
      <p>{tell('console.releases.intro')}</p>
      <p>
        <a href={CAMPAIGNS}>{tell('console.campaigns.toList')}</a>
      </p>
      {releases.map((released) => (
        <section aria-label={released.agency.name}>
          <h2>{released.agency.name}</h2>
          <Now tell={tell} released={released} />
          {mayRelease(desk) && (
            <p>
              <a class="button" href={`${RELEASES}/${encodeURIComponent(released.agency.code)}`}>
                {tell(released.texts ? 'console.releases.change' : 'console.releases.write')}
              </a>
            </p>
          )}
        </section>
      ))}
    </DeskPage>
  )
}

function mayRelease({ seat: { officer } }: Desk): boolean {
  return may(officer, 'approveCampaign') && officer.kelurahan === null
}

function Now({ tell, released: { texts, at, by } }: { tell: Tell; released: Released }) {
  if (!texts || !at) return <p class="state">{tell('console.releases.nothing')}</p>
  const officer = by ?? tell('console.campaigns.atShell')
  return (
    <>
      <p>{tell(['console.releases.since', { at: { text: moment(at) }, officer }])}</p>
      {LOCALES.filter((locale) => texts[locale] !== undefined).map((locale) => (
        <>
          <h3>{tell(`campaigns.language.${locale}`)}</h3>
          <p class="bubble words">{texts[locale]}</p>
        </>
      ))}
    </>
  )
}

interface FormProps {
  desk: Desk
  released: Released
  typed: TypedWords
  /** How the words would be heard. */
  heard?: readonly { locale: Locale; text: string }[] | undefined
  problem?: string | undefined
}

/** The words of one agency: looked at before they are released, changed, taken back. */
export function ReleaseForm({ desk, released, typed, heard, problem }: FormProps) {
  const { tell } = desk
  const { agency, texts, rev } = released
  const at = `${RELEASES}/${encodeURIComponent(agency.code)}`
  const title = tell(['console.releases.of', { agency: agency.name }])
  return (
    <DeskPage desk={desk} title={title} at={CAMPAIGNS} problem={problem}>
      <p>
        <a href={RELEASES}>{tell('console.releases.back')}</a>
      </p>
      <p>{tell('console.releases.hint')}</p>
      {heard && <Heard tell={tell} heard={heard} />}
      <DeskForm desk={desk} action={at} rev={rev}>
        {LOCALES.map((locale) => (
          <Field
            id={`text-${locale}`}
            label={tell(`campaigns.language.${locale}`)}
            {...(locale === 'id' && { hint: tell(['console.releases.textHint', { limit: LONGEST_TEXT }]) })}
          >
            <textarea id={`text-${locale}`} name={locale} rows={5} maxLength={1500} required={locale === 'id'}>
              {typed[locale]}
            </textarea>
          </Field>
        ))}
        <div class="deeds">
          <button type="submit" class="quiet" formAction={`${at}/lihat`}>
            {tell('console.campaigns.look')}
          </button>
          <button type="submit">{tell('console.releases.release')}</button>
        </div>
      </DeskForm>
      {texts && (
        <DeskForm desk={desk} action={`${at}/tarik`} rev={rev}>
          <p>{tell('console.releases.withdrawHint')}</p>
          <button type="submit" class="quiet">
            {tell('console.releases.withdraw')}
          </button>
        </DeskForm>
      )}
    </DeskPage>
  )
}

function Heard({ tell, heard }: { tell: Tell; heard: readonly { locale: Locale; text: string }[] }) {
  return (
    <section class="looked" aria-label={tell('console.campaigns.looked')}>
      <h2>{tell('console.releases.heard')}</h2>
      {heard.map(({ locale, text }) => (
        <>
          <h3>{tell(`campaigns.language.${locale}`)}</h3>
          <div class="bubble">
            <div class="words">
              <RichText text={text} />
            </div>
          </div>
        </>
      ))}
    </section>
  )
}
