import { CAMPAIGN_FIGURES, type CampaignStatus } from '../../../services/campaigns/status.ts'
import type { Tell } from '../../page.tsx'

/** How far a campaign has come, with what each figure means. `at`: the page's address. */
export function Figures({
  tell,
  status: { persons, reasons },
  at,
}: {
  tell: Tell
  status: CampaignStatus
  at: string
}) {
  const why = Object.entries(reasons)
  return (
    <>
      <h2>{tell('console.campaigns.progress')}</h2>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{tell('console.figure')}</th>
            <th scope="col" class="n">
              {tell('console.persons')}
            </th>
            <th scope="col">{tell('console.meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {CAMPAIGN_FIGURES.map((key) => (
            <tr>
              <th scope="row">{tell(`campaigns.figure.${key}`)}</th>
              <td class="n">{persons[key]}</td>
              <td>{tell(`campaigns.meaning.${key}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {why.length > 0 && (
        <>
          <h3>{tell('console.campaigns.reasons')}</h3>
          <ul>
            {why.map(([reason, n]) => (
              <li>
                <b>{n}</b>{' '}
                {tell(reason === 'periodEnded' ? 'campaigns.skipped.periodEnded' : `visits.reason.${reason}`)}
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
