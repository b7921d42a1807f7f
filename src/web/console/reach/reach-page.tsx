import { may } from '../../../domain/officer.ts'
import { REACH_DIMENSIONS } from '../../../domain/reach.ts'
import type { ReachReport } from '../../../services/reach-report.ts'
import { FILE_FORMATS } from '../../../services/reports/reach-files.ts'
import type { Agency } from '../../../store/agencies.ts'
import { AgencySelect } from '../agencies.tsx'
import { type Desk, DeskPage, Field } from '../desk.tsx'
import { CAMPAIGNS, REACH, VISITS } from '../paths.ts'
import { type Asked, monthsBefore, reachAt } from './asked.ts'
import { Groups, Totals } from './tables.tsx'

interface ReachPageProps {
  desk: Desk
  agencies: readonly Agency[]
  asked: Asked
  /** Left out where what was asked for cannot be told. */
  report: ReachReport | undefined
  problem?: string | undefined
}

/** Whom news has reached: of one agency or of all, on some days, and divided. */
export function ReachPage({ desk, agencies, asked, report, problem }: ReachPageProps) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={tell('console.section.reach')} at={REACH} problem={problem}>
      <Choice desk={desk} agencies={agencies} asked={asked} />
      {report && (
        <>
          <Totals tell={tell} report={report} now={desk.now} />
          <p>
            <a class="button" href={reachAt(asked, `${REACH}.csv`)}>
              {tell('console.reach.download')}
            </a>{' '}
            {FILE_FORMATS.map((format) => (
              <>
                <a class="button" href={reachAt(asked, `${REACH}.${format}`)}>
                  {tell(`console.reach.${format}`)}
                </a>{' '}
              </>
            ))}
          </p>
          <NotReached desk={desk} report={report} asked={asked} />
          <Groups tell={tell} report={report} agencies={agencies} />
        </>
      )}
    </DeskPage>
  )
}

function Choice({ desk, agencies, asked }: Pick<ReachPageProps, 'desk' | 'agencies' | 'asked'>) {
  const { tell } = desk
  return (
    <form method="get" action={REACH}>
      {agencies.length !== 1 && (
        <Field id="agency" label={tell('console.agency')}>
          <AgencySelect name="instansi" agencies={agencies} none={tell('reach.allAgencies')} chosen={asked.agency} />
        </Field>
      )}
      <Months desk={desk} asked={asked} />
      <div class="pair">
        <div>
          <Field id="from" label={tell('console.reach.from')}>
            <input id="from" name="dari" type="date" value={asked.from} required />
          </Field>
        </div>
        <div>
          <Field id="to" label={tell('console.reach.to')}>
            <input id="to" name="sampai" type="date" value={asked.to} required />
          </Field>
        </div>
      </div>
      <Field id="by" label={tell('console.reach.by')}>
        <select id="by" name="menurut">
          {REACH_DIMENSIONS.map((by) => (
            <option value={by} selected={by === asked.by}>
              {tell(`reach.by.${by}`)}
            </option>
          ))}
        </select>
      </Field>
      <button type="submit">{tell('console.reach.show')}</button>
    </form>
  )
}

function Months({ desk: { tell, now }, asked }: Pick<ReachPageProps, 'desk' | 'asked'>) {
  return (
    <p class="months">
      {tell('console.reach.month')}{' '}
      {monthsBefore(asked, now).map(({ month, asked: other }) => (
        <>
          <a href={reachAt(other)} {...(other.from === asked.from && { 'aria-current': 'true' as const })}>
            {tell(['console.reach.oneMonth', { month: { month } }])}
          </a>{' '}
        </>
      ))}
    </p>
  )
}

/** How many the news has not reached, and what can be done about it. */
function NotReached({ desk: { tell, seat }, report, asked }: { desk: Desk; report: ReachReport; asked: Asked }) {
  if (!report.notReached) return null
  const writes = `${CAMPAIGNS}/baru?${new URLSearchParams({ belum: '1', ...(asked.agency && { instansi: asked.agency }) })}`
  return (
    <>
      <h2 id="belum">{tell(['console.reach.notReached', { n: report.notReached }])}</h2>
      <ul>
        {may(seat.officer, 'draftCampaign') && (
          <li>
            <a href={writes}>{tell('console.reach.write')}</a>
          </li>
        )}
        <li>
          {may(seat.officer, 'keepVisits') ? (
            <a href={VISITS}>{tell('console.reach.visit')}</a>
          ) : (
            tell('console.reach.visit')
          )}
        </li>
      </ul>
    </>
  )
}
