import { asText } from '../channels/render.ts'
import type { CampaignView } from '../services/campaigns/known.ts'
import type { Preview, Sample } from '../services/campaigns/preview.ts'
import { CAMPAIGN_FIGURES, type CampaignStatus, type ListedCampaign } from '../services/campaigns/status.ts'
import { alarmOf, failureWords, reasonWords } from '../services/campaigns/trouble.ts'
import { estimateWords } from '../web/console/campaigns/estimate-words.ts'
import type { Shell } from './command.ts'
import { table } from './table.ts'

type Say = Pick<Shell, 'say'>

/** What an officer should look at in the words of a campaign. */
export function warningLines({ say }: Say, { warnings }: CampaignView): string[] {
  if (warnings.length === 0) return []
  const lines = warnings.map(({ locale, text }) =>
    say(['campaigns.problem', { language: { text: `campaigns.language.${locale}` }, what: { text } }]),
  )
  return [say('cli.campaign.warnings'), ...lines.map((line) => `  ${line}`)]
}

export function previewLines({ say }: Say, preview: Preview): string[] {
  const { count, samples } = preview
  const estimate = estimateWords(preview).map(say)
  return [
    say(['cli.campaign.count', { ...count }]),
    ...estimate,
    ...samples.flatMap((sample) => sampleLines({ say }, sample)),
  ]
}

function sampleLines({ say }: Say, sample: Sample): string[] {
  const { name, others } = sample
  const head =
    others > 0 ? say(['cli.campaign.sampleSeveral', { name, others }]) : say(['cli.campaign.sample', { name }])
  if (sample.route === 'visit')
    return ['', head, `  ${say(['cli.campaign.visit', { reason: { text: `visits.reason.${sample.reason}` } }])}`]
  const notes = [
    ...(sample.isFirstNotice ? [`  ${say('cli.campaign.firstNotice')}`] : []),
    ...(sample.waits ? [`  ${say('console.campaigns.sampleWaits')}`] : []),
  ]
  const message = asText(sample.prompt).split('\n')
  return ['', head, ...notes, ...message.map((line) => `  ${line}`)]
}

/** How far a campaign has come, with what each figure means. */
export function statusLines({ say }: Say, { campaign, persons, reasons, failures }: CampaignStatus): string[] {
  const { id, title, state } = campaign
  const figures = CAMPAIGN_FIGURES.map((key) => [
    say(`campaigns.figure.${key}`),
    String(persons[key]),
    say(`campaigns.meaning.${key}`),
  ])
  const why = Object.entries(reasons).map(([reason, n]) => [String(n), say(reasonWords(reason))])
  const alarm = alarmOf(campaign)
  const failed = failures.map(({ failure, messages }) => [String(messages), say(failureWords(failure))])
  return [
    say(['cli.campaign.now', { id, title, state: { text: `campaigns.state.${state}` } }]),
    ...(alarm ? [say(`campaigns.alarm.${alarm}`)] : []),
    table(figures),
    ...(why.length > 0 ? [say('cli.campaign.reasons'), table(why)] : []),
    ...(failed.length > 0 ? [say('cli.campaign.failures'), table(failed)] : []),
  ]
}

export function listLines({ say }: Say, campaigns: readonly ListedCampaign[]): string[] {
  return campaigns.map(({ campaign: { id, agency, state, title } }) =>
    [id, agency.code, say(`campaigns.state.${state}`), title].join('\t'),
  )
}
