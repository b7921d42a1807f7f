import type { ReachReport } from '../../../services/reach-report.ts'
import { figuresOf, groupName, meetingsLine, shownKinds } from '../../../services/reach-sheet.ts'
import { asOfLine, headlineLines } from '../../../services/reach-words.ts'
import type { Agency } from '../../../store/agencies.ts'
import type { Tell } from '../../page.tsx'
import { FigureTable } from '../figure-table.tsx'

/** Each figure of a report with what it means. */
export function Totals({ tell, report, now }: { tell: Tell; report: ReachReport; now: Date }) {
  const agency = report.agency?.name ?? tell('reach.allAgencies')
  const meetings = meetingsLine(report)
  const figures = figuresOf(report).map(([key, n]) => ({
    name: tell(`reach.figure.${key}`),
    persons: n ?? '–',
    meaning: tell(`reach.meaning.${key}`),
    isMain: key === 'reached' || key === 'notReached',
  }))
  return (
    <>
      <h2>{tell(['reach.title', { agency, from: { day: report.from }, to: { day: report.to } }])}</h2>
      <HeadlineTable tell={tell} report={report} now={now} />
      <FigureTable tell={tell} figures={figures} />
      {asOfLine(report).map((line) => (
        <p>{tell(line)}</p>
      ))}
      <p>{tell('reach.unique')}</p>
      {meetings && <p>{tell(meetings)}</p>}
    </>
  )
}

function HeadlineTable({ tell, report, now }: { tell: Tell; report: ReachReport; now: Date }) {
  return (
    <table class="figures">
      <tbody>
        {headlineLines(report, now).map(({ name, shown, meaning }) => (
          <tr class="main">
            <th scope="row">{tell(name)}</th>
            <td class="n">{tell(shown)}</td>
            <td>{tell(meaning)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The same figures of each part of a report. */
export function Groups({ tell, report, agencies }: { tell: Tell; report: ReachReport; agencies: readonly Agency[] }) {
  const { by, groups = [] } = report
  if (!by) return null
  const kinds = shownKinds(groups)
  const title = tell(['console.reach.divided', { by: { text: `reach.by.${by}` } }])
  if (groups.length === 0) return null
  return (
    <>
      <h2>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <section class="wide" aria-label={title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{tell(`reach.by.${by}`)}</th>
              {figuresOf(report, kinds).map(([key]) => (
                <th scope="col" class="n">
                  {tell(`reach.figure.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr>
                <th scope="row">
                  {agencies.find(({ code }) => by === 'agency' && code === group.key)?.name ??
                    groupName(tell, by, group)}
                </th>
                {figuresOf(group, kinds).map(([, n]) => (
                  <td class="n">{n ?? '–'}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p>{tell('reach.groups')}</p>
    </>
  )
}
