import { dayOf, monthOf } from '../../../domain/clock.ts'
import { monthsBack } from '../../../domain/report-month.ts'
import { FILE_FORMATS } from '../../../services/reports/reach-files.ts'
import { mayReview } from '../../../services/reports/review.ts'
import type { Shelved } from '../../../services/reports/shelf.ts'
import { type Desk, DeskPage, Field } from '../desk.tsx'
import { REPORTS } from '../paths.ts'
import { moment } from '../times.ts'

/** The monthly reports, newest first, each as a workbook and as a paper. */
export function ReportsPage({ desk, reports }: { desk: Desk; reports: readonly Shelved[] }) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={tell('console.section.reports')} at={REPORTS}>
      {mayReview(desk.seat.officer) && <TakeReview desk={desk} />}
      <p>{tell(reports.length === 0 ? 'console.reports.none' : 'console.reports.intro')}</p>
      <ol class="rows">
        {reports.map((report) => (
          <Row desk={desk} report={report} />
        ))}
      </ol>
    </DeskPage>
  )
}

function TakeReview({ desk: { tell, now } }: { desk: Desk }) {
  const month = monthOf(dayOf(now))
  return (
    <form method="get" action={`${REPORTS}/tinjauan.pdf`}>
      <h2>{tell('console.reports.review')}</h2>
      <p>{tell('console.reports.reviewHint')}</p>
      <Field id="bulan" label={tell('console.reports.month')}>
        <input id="bulan" name="bulan" type="month" value={monthsBack(month, 1)} max={month} required />
      </Field>
      <button type="submit">{tell('console.reports.take')}</button>
    </form>
  )
}

function Row({ desk: { tell }, report: { id, month, agency, madeAt } }: { desk: Desk; report: Shelved }) {
  const title = tell(['reports.title', { month: { month }, whose: agency?.name ?? { text: 'reports.city' } }])
  return (
    <li>
      <b>{title}</b>
      <p>{tell(['console.reports.made', { at: { text: moment(madeAt) } }])}</p>
      {FILE_FORMATS.map((format) => (
        <>
          <a
            class="button"
            href={`${REPORTS}/${id}/laporan.${format}`}
            aria-label={`${format.toUpperCase()}: ${title}`}
          >
            {format.toUpperCase()}
          </a>{' '}
        </>
      ))}
    </li>
  )
}
