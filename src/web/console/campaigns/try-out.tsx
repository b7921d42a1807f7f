import type { CampaignView } from '../../../services/campaigns/known.ts'
import { type Desk, DeskForm, Field } from '../desk.tsx'
import { ACCOUNT, CAMPAIGNS } from '../paths.ts'

/** The last part of the address at which a campaign is sent to the officer's own chat. */
export const TRY_OUT = 'coba'

/** The words, filled with an example, to the officer's own chat: the linked one, or one whose code they type. */
export function TryOut({ desk, campaign, hasChat }: { desk: Desk; campaign: CampaignView; hasChat: boolean }) {
  const { tell } = desk
  const say = (word: string) => tell(`console.campaigns.tryOut.${word}`)
  return (
    <>
      <h2>{say('title')}</h2>
      <DeskForm desk={desk} action={`${CAMPAIGNS}/${campaign.id}/${TRY_OUT}`}>
        {hasChat ? (
          <p>{say('hint')}</p>
        ) : (
          <>
            <p>
              {say('none')} <a href={ACCOUNT}>{say('link')}</a>
            </p>
            <Field id="chat" label={say('code')} hint={say('codeHint')}>
              <input id="chat" name="chat" autocomplete="off" maxLength={20} required />
            </Field>
          </>
        )}
        <button type="submit" class="quiet">
          {say('send')}
        </button>
      </DeskForm>
    </>
  )
}
