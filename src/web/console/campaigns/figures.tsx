import { CAMPAIGN_FIGURES, type CampaignStatus } from '../../../services/campaigns/status.ts'
import { failureWords, reasonWords } from '../../../services/campaigns/trouble.ts'
import type { Tell } from '../../page.tsx'
import { FigureTable } from '../figure-table.tsx'

/** How far a campaign has come, with what each figure means. `at`: the page's address. */
export function Figures({
  tell,
  status: { persons, reasons, failures },
  at,
}: {
  tell: Tell
  status: CampaignStatus
  at: string
}) {
  const why = Object.entries(reasons)
  const figures = CAMPAIGN_FIGURES.map((key) => ({
    name: tell(`campaigns.figure.${key}`),
    persons: persons[key],
    meaning: tell(`campaigns.meaning.${key}`),
  }))
  return (
    <>
      <h2>{tell('console.campaigns.progress')}</h2>
      <FigureTable tell={tell} figures={figures} />
      {why.length > 0 && (
        <>
          <h3>{tell('console.campaigns.reasons')}</h3>
          <ul>
            {why.map(([reason, n]) => (
              <li>
                <b>{n}</b> {tell(reasonWords(reason))}
              </li>
            ))}
          </ul>
        </>
      )}
      {failures.length > 0 && (
        <>
          <h3>{tell('console.campaigns.failures')}</h3>
          <ul>
            {failures.map(({ failure, messages }) => (
              <li>
                <b>{messages}</b> {tell(failureWords(failure))}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={at}>{tell('console.campaigns.refresh')}</a>
      </p>
    </>
  )
}
