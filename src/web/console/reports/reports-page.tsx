import { FILE_FORMATS } from '../../../services/reports/reach-files.ts'
import type { Shelved } from '../../../services/reports/shelf.ts'
import { type Desk, DeskPage } from '../desk.tsx'
import { REPORTS } from '../paths.ts'
import { moment } from '../times.ts'

/** The monthly reports, newest first, each as a workbook and as a paper. */
export function ReportsPage({ desk, reports }: { desk: Desk; reports: readonly Shelved[] }) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={tell('console.section.reports')} at={REPORTS}>
      <p>{tell(reports.length === 0 ? 'console.reports.none' : 'console.reports.intro')}</p>
      <ol class="rows">
        {reports.map((report) => (
          <Row desk={desk} report={report} />
        ))}
      </ol>
    </DeskPage>
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
