import { type CampaignAct, refusalOf } from '../../../domain/campaign.ts'
import { AGAIN } from '../../../services/campaigns/halt.ts'
import type { CampaignView } from '../../../services/campaigns/known.ts'
import { type Desk, DeskForm, DeskPage } from '../desk.tsx'
import { CAMPAIGNS } from '../paths.ts'

/** The last part of the address at which something is done with a campaign. */
export const PLACES = {
  submit: 'ajukan',
  approve: 'setujui',
  pause: 'jeda',
  resume: 'lanjutkan',
  stop: 'hentikan',
} as const

type OneStep = Exclude<keyof typeof PLACES, 'stop'>

/** What this officer may do with a campaign as it stands, the main thing first; and why it is not approved by them. */
export function Deeds({ desk, campaign }: { desk: Desk; campaign: CampaignView }) {
  const { tell, seat, now } = desk
  const may = (act: CampaignAct) => refusalOf(act, campaign, seat.officer, now) === undefined
  const at = `${CAMPAIGNS}/${campaign.id}`
  const acts = (['submit', 'approve', 'resume', 'pause'] as const).filter(may)
  const waits = campaign.state === 'submitted' && !may('approve')
  if (acts.length === 0 && !waits && !may('edit') && !may('stop')) return null
  return (
    <>
      <h2>{tell('console.campaigns.next')}</h2>
      {waits && <p class="state">{tell(waitWords(desk, campaign))}</p>}
      {acts.map((act) => (
        <Deed desk={desk} campaign={campaign} act={act} />
      ))}
      <p class="deeds">
        {may('edit') && <a href={`${at}/ubah`}>{tell('console.campaigns.edit')}</a>}{' '}
        {may('stop') && <a href={`${at}/${PLACES.stop}`}>{tell('console.campaigns.stop')}</a>}
      </p>
    </>
  )
}

function waitWords({ seat, now }: Desk, campaign: CampaignView): string {
  const isOwn = refusalOf('approve', campaign, seat.officer, now) === 'campaigns.refused.own'
  return isOwn ? 'console.campaigns.notOwn' : 'console.campaigns.waitsFor'
}

function Deed({ desk, campaign: { id, rev }, act }: { desk: Desk; campaign: CampaignView; act: OneStep }) {
  return (
    <DeskForm desk={desk} action={`${CAMPAIGNS}/${id}/${PLACES[act]}`} rev={rev}>
      <p>{desk.tell(`console.campaigns.deedHint.${act}`)}</p>
      {act === 'resume' && <Again desk={desk} />}
      <button type="submit" class={act === 'pause' ? 'quiet' : ''}>
        {desk.tell(`console.campaigns.deed.${act}`)}
      </button>
    </DeskForm>
  )
}

/** Whose turn comes again, by choice: nobody's, unless it is ticked. */
function Again({ desk: { tell } }: { desk: Desk }) {
  return (
    <>
      {AGAIN.map((one) => (
        <p>
          <label>
            <input type="checkbox" name={one} value="1" /> {tell(`console.campaigns.again.${one}`)}
          </label>
        </p>
      ))}
    </>
  )
}

interface StopPageProps {
  desk: Desk
  campaign: CampaignView
  problem?: string | undefined
}

/** Asks once more before a campaign is ended for good. */
export function StopPage({ desk, campaign, problem }: StopPageProps) {
  const { tell } = desk
  const at = `${CAMPAIGNS}/${campaign.id}`
  return (
    <DeskPage desk={desk} title={tell('console.campaigns.stopTitle')} at={CAMPAIGNS} problem={problem}>
      <p>
        <b>{campaign.title}</b>
      </p>
      <p>{tell('console.campaigns.stopHint')}</p>
      <DeskForm desk={desk} action={`${at}/${PLACES.stop}`} rev={campaign.rev}>
        <button type="submit">{tell('console.campaigns.stopNow')}</button>
      </DeskForm>
      <p>
        <a href={at}>{tell('console.campaigns.notStop')}</a>
      </p>
    </DeskPage>
  )
}
