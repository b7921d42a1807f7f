import type { Audience, Narrowing } from '../../../domain/audience.ts'
import { kelurahanOf } from '../../../domain/region/kelurahan.ts'
import type { ListedCampaign } from '../../../services/campaigns/status.ts'
import type { Tell } from '../../page.tsx'
import { type Desk, DeskPage } from '../desk.tsx'
import { CAMPAIGNS, RELEASES } from '../paths.ts'
import { moment } from '../times.ts'

/** The campaigns that are an officer's affair, newest first. */
export function ListPage({ desk, campaigns }: { desk: Desk; campaigns: readonly ListedCampaign[] }) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={tell('console.section.campaigns')} at={CAMPAIGNS}>
      <p>{tell('console.campaigns.intro')}</p>
      <p>
        <a class="button" href={`${CAMPAIGNS}/baru`}>
          {tell('console.campaigns.new')}
        </a>{' '}
        <a href={RELEASES}>{tell('console.releases.title')}</a>
      </p>
      {campaigns.length === 0 && <p>{tell('console.campaigns.none')}</p>}
      <ol class="rows">
        {campaigns.map((one) => (
          <Row tell={tell} one={one} />
        ))}
      </ol>
    </DeskPage>
  )
}

function Row({ tell, one: { campaign, persons, sent } }: { tell: Tell; one: ListedCampaign }) {
  const { id, title, state, agency, audience, approvedAt, editedAt } = campaign
  return (
    <li class={state === 'submitted' ? 'waits' : ''}>
      <a href={`${CAMPAIGNS}/${id}`}>{title}</a>
      <p>
        <b>{tell(`campaigns.state.${state}`)}</b>
        {approvedAt && ` · ${tell(['console.campaigns.counts', { persons, sent }])}`}
      </p>
      <p>
        {agency.name}
        {' · '}
        {audienceWords(tell, audience)}
        {' · '}
        {tell(['console.campaigns.editedAt', { at: { text: moment(editedAt) } }])}
      </p>
    </li>
  )
}

/** Whom a campaign speaks to, in words. */
export function audienceWords(tell: Tell, audience: Audience): string {
  const { segment, kelurahan, notReached } = audience
  const name = kelurahanOf(kelurahan ?? '')?.name
  const parts = [
    segment === null ? tell('console.campaigns.everybody') : tell(`roster.segment.${segment}`),
    name && tell(['console.kelurahan', { kelurahan: name }]),
    notReached && tell('console.campaigns.onlyNotReached'),
    ...narrowingWords(tell, audience),
  ]
  return parts.filter(Boolean).join(', ')
}

function narrowingWords(
  tell: Tell,
  { states, endsWithin, notUnderstood, language, notOf, without }: Narrowing,
): (string | undefined)[] {
  return [
    states?.map((one) => tell(`campaigns.standing.${one}`)).join(' / '),
    endsWithin === undefined ? undefined : tell(['console.campaigns.narrow.endsIn', { days: endsWithin }]),
    notUnderstood && tell('console.campaigns.narrow.onlyNotUnderstood'),
    language && tell(`campaigns.language.${language}`),
    notOf === undefined ? undefined : tell(['console.campaigns.narrow.exceptOf', { id: notOf }]),
    without && tell(['console.campaigns.narrow.except', { n: without.length }]),
  ]
}
