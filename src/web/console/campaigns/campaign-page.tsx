import { LOCALES } from '../../../domain/message.ts'
import type { Preview } from '../../../services/campaigns/preview.ts'
import type { CampaignStatus } from '../../../services/campaigns/status.ts'
import { alarmOf } from '../../../services/campaigns/trouble.ts'
import { BY_ITSELF } from '../../../services/campaigns/watch.ts'
import type { Tell } from '../../page.tsx'
import { type Desk, DeskPage } from '../desk.tsx'
import { CAMPAIGNS } from '../paths.ts'
import { moment } from '../times.ts'
import { Deeds } from './deeds.tsx'
import { Figures } from './figures.tsx'
import { FileParts } from './file-parts.tsx'
import { audienceWords } from './list-page.tsx'
import { PreviewParts } from './preview-parts.tsx'
import { TryOut } from './try-out.tsx'

interface CampaignPageProps {
  desk: Desk
  status: CampaignStatus
  /** Whom it would reach; only while nobody has approved it. */
  preview: Preview | undefined
  /** Whether the officer has linked a chat of their own. */
  hasChat: boolean
  problem?: string | undefined
  done?: string | undefined
}

/** One campaign: what it says to whom, how far it has come, and what this officer may do with it. */
export function CampaignPage({ desk, status, preview, hasChat, problem, done }: CampaignPageProps) {
  const { tell } = desk
  const { campaign } = status
  const alarm = alarmOf(campaign)
  return (
    <DeskPage desk={desk} title={campaign.title} at={CAMPAIGNS} problem={problem} done={done}>
      <p>
        <b>{tell(['console.campaigns.isNow', { state: { text: `campaigns.state.${campaign.state}` } }])}</b>{' '}
        <a href={CAMPAIGNS}>{tell('console.campaigns.toList')}</a>
      </p>
      {alarm && <p class="state">{tell(`campaigns.alarm.${alarm}`)}</p>}
      {campaign.approvedAt && <Figures tell={tell} status={status} at={`${CAMPAIGNS}/${campaign.id}`} />}
      {campaign.approvedAt && <Deeds desk={desk} campaign={campaign} />}
      <Message tell={tell} status={status} />
      <FileParts desk={desk} campaign={campaign} />
      {preview && <PreviewParts tell={tell} preview={preview} />}
      {preview && <TryOut desk={desk} campaign={campaign} hasChat={hasChat} />}
      {!campaign.approvedAt && <Deeds desk={desk} campaign={campaign} />}
      <History tell={tell} status={status} />
    </DeskPage>
  )
}

function Message({ tell, status }: { tell: Tell; status: CampaignStatus }) {
  const { campaign } = status
  const { agency, audience, texts, startsAt, createdBy, createdAt, editedBy, editedAt } = campaign
  const by = (id: string, at: Date) =>
    tell(['console.campaigns.byAt', { officer: nameIn(tell, status, id), at: { text: moment(at) } }])
  return (
    <>
      <h2>{tell('console.campaigns.what')}</h2>
      <dl class="facts">
        <dt>{tell('console.agency')}</dt>
        <dd>{agency.name}</dd>
        <dt>{tell('console.campaigns.audience')}</dt>
        <dd>{audienceWords(tell, audience)}</dd>
        <dt>{tell('console.campaigns.start')}</dt>
        <dd>
          {startsAt
            ? tell(['console.campaigns.notBefore', { at: { text: moment(startsAt) } }])
            : tell('console.campaigns.atOnce')}
        </dd>
        <dt>{tell('console.campaigns.writer')}</dt>
        <dd>{by(createdBy, createdAt)}</dd>
        {editedAt > createdAt && (
          <>
            <dt>{tell('console.campaigns.lastEdit')}</dt>
            <dd>{by(editedBy, editedAt)}</dd>
          </>
        )}
      </dl>
      {LOCALES.filter((locale) => texts[locale] !== undefined).map((locale) => (
        <>
          <h3>{tell(`campaigns.language.${locale}`)}</h3>
          <p class="bubble words">{texts[locale]}</p>
        </>
      ))}
    </>
  )
}

function History({ tell, status }: { tell: Tell; status: CampaignStatus }) {
  const { changes } = status.campaign
  if (changes.length === 0) return null
  return (
    <>
      <h2>{tell('console.campaigns.history')}</h2>
      <ul class="history">
        {changes.map(({ by, at, what }) => (
          <li>
            {tell([
              'console.campaigns.changed',
              {
                at: { text: moment(new Date(at)) },
                officer: nameIn(tell, status, by),
                what: what.length > 0 ? what.map((word) => tell(`campaigns.change.${word}`)).join(', ') : '–',
              },
            ])}
          </li>
        ))}
      </ul>
    </>
  )
}

function nameIn(tell: Tell, { officers }: CampaignStatus, id: string): string {
  return officers[id] ?? tell(id === BY_ITSELF ? 'console.campaigns.byItself' : 'console.campaigns.atShell')
}
