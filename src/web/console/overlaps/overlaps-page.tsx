import { may } from '../../../domain/officer.ts'
import { overlapNotes, overlapTitle, pairLine, pairNames } from '../../../services/overlap-words.ts'
import type { OverlapReport } from '../../../services/overlaps.ts'
import type { Agency } from '../../../store/agencies.ts'
import type { Tell } from '../../page.tsx'
import { AgencySelect } from '../agencies.tsx'
import { type Desk, DeskPage, Field } from '../desk.tsx'
import { OVERLAPS, WORKERS } from '../paths.ts'

interface OverlapsPageProps {
  desk: Desk
  agencies: readonly Agency[]
  asked: { agency: string; at: string }
  /** Left out where what was asked for cannot be told. */
  report: OverlapReport | undefined
  problem?: string | undefined
}

/** Who is paid for more than once, by whom, and what that costs. */
export function OverlapsPage({ desk, agencies, asked, report, problem }: OverlapsPageProps) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={tell('console.section.overlaps')} at={OVERLAPS} problem={problem}>
      <Choice desk={desk} agencies={agencies} asked={asked} />
      {report && (
        <>
          <h2>{tell(overlapTitle(report))}</h2>
          {overlapNotes(report).map((note) => (
            <p>{tell(note)}</p>
          ))}
          {report.people.length > 0 && <Pairs tell={tell} report={report} />}
          {report.people.length > 0 && <People desk={desk} report={report} />}
        </>
      )}
    </DeskPage>
  )
}

function Choice({ desk: { tell }, agencies, asked }: Pick<OverlapsPageProps, 'desk' | 'agencies' | 'asked'>) {
  return (
    <form method="get" action={OVERLAPS}>
      {agencies.length !== 1 && (
        <Field id="agency" label={tell('console.agency')}>
          <AgencySelect name="instansi" agencies={agencies} none={tell('overlaps.allAgencies')} chosen={asked.agency} />
        </Field>
      )}
      <Field id="at" label={tell('console.overlaps.at')}>
        <input id="at" name="sampai" type="date" value={asked.at} required />
      </Field>
      <button type="submit">{tell('console.overlaps.show')}</button>
    </form>
  )
}

function Pairs({ tell, report }: { tell: Tell; report: OverlapReport }) {
  return (
    <>
      <h2>{tell('overlaps.pairs')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <section class="wide" aria-label={tell('overlaps.pairs')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{tell('overlaps.column.agencies')}</th>
              {['persons', 'months', 'rupiah'].map((column) => (
                <th scope="col" class="n">
                  {tell(`overlaps.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.pairs.map((pair) => (
              <tr>
                <th scope="row">{tell(pairNames(pair))}</th>
                <td class="n">{tell(['overlaps.count', { n: { count: pair.persons } }])}</td>
                <td class="n">{tell(['overlaps.count', { n: { count: pair.months } }])}</td>
                <td class="n">{tell(['overlaps.rupiah', { rupiah: { rupiah: pair.rupiah } }])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function People({ desk: { tell, seat }, report: { people, total } }: { desk: Desk; report: OverlapReport }) {
  const opens = may(seat.officer, 'readRegister')
  return (
    <>
      <h2>{tell('overlaps.people')}</h2>
      {people.length < total.persons && (
        <p>{tell(['overlaps.most', { shown: { count: people.length }, total: { count: total.persons } }])}</p>
      )}
      <ol class="rows">
        {people.map(({ code, name, pairs, rupiah }) => (
          <li>
            {opens ? <a href={`${WORKERS}/${code}`}>{code}</a> : <b>{code}</b>} {name}{' '}
            {tell(['overlaps.rupiah', { rupiah: { rupiah } }])}
            {pairs.map((pair) => (
              <p>{tell(pairLine(pair))}</p>
            ))}
          </li>
        ))}
      </ol>
    </>
  )
}
