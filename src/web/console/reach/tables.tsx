import type { ReachReport } from '../../../services/reach-report.ts'
import { figuresOf, groupName, shownKinds } from '../../../services/reach-sheet.ts'
import type { Agency } from '../../../store/agencies.ts'
import type { Tell } from '../../page.tsx'

/** Each figure of a report with what it means. */
export function Totals({ tell, report }: { tell: Tell; report: ReachReport }) {
  const agency = report.agency?.name ?? tell('reach.allAgencies')
  return (
    <>
      <h2>{tell(['reach.title', { agency, from: { day: report.from }, to: { day: report.to } }])}</h2>
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
          {figuresOf(report).map(([key, n]) => (
            <tr {...((key === 'reached' || key === 'notReached') && { class: 'main' })}>
              <th scope="row">{tell(`reach.figure.${key}`)}</th>
              <td class="n">{n ?? '–'}</td>
              <td>{tell(`reach.meaning.${key}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{tell('reach.unique')}</p>
    </>
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
