import { maskName } from '../../../domain/masking.ts'
import { kelurahanOf } from '../../../domain/region/kelurahan.ts'
import { VISIT_FAILURES } from '../../../domain/visit.ts'
import { visitNumber } from '../../../domain/worker-code.ts'
import type { VisitsDesk } from '../../../services/visits/desk.ts'
import type { ListedVisitor } from '../../../services/visits/visitors.ts'
import type { Agency } from '../../../store/agencies.ts'
import type { ShownVisit } from '../../../store/visits.ts'
import { type Desk, DeskForm, DeskPage } from '../desk.tsx'
import { VISITS } from '../paths.ts'
import { moment } from '../times.ts'
import { Visitors } from './visitors.tsx'

interface VisitsPageProps {
  desk: Desk
  /** The kelurahan that is asked for; null: all. */
  kelurahan: string | null
  visits: VisitsDesk
  visitors: ListedVisitor
  agencies: readonly Agency[]
  done?: string | undefined
  problem?: string | undefined
}

/** Who is to be told face to face, by kelurahan; no full name, since a list is no opening. The papers hold them. */
export function VisitsPage({ desk, kelurahan, visits, visitors, agencies, done, problem }: VisitsPageProps) {
  const { tell } = desk
  const { deaths, toMake, made, names } = visits
  const here = visits.byKelurahan.filter((place) => kelurahan === null || place.kelurahan === kelurahan)
  const total = here.reduce((sum, { n }) => sum + n, 0)
  return (
    <DeskPage desk={desk} title={tell('console.section.visits')} at={VISITS} done={done} problem={problem}>
      <p>{tell('console.visits.intro')}</p>
      <Places desk={desk} kelurahan={kelurahan} visits={visits} />
      <Papers desk={desk} kelurahan={kelurahan} agencies={agencies} />
      {deaths.length > 0 && (
        <>
          <h2>{tell('console.visits.deaths')}</h2>
          <p>{tell('console.visits.deathsIntro')}</p>
          <ol class="rows">
            {deaths.map((shown) => (
              <Row desk={desk} shown={shown} names={names} deeds={deathDeeds(shown)} />
            ))}
          </ol>
        </>
      )}
      <h2>{tell(['console.visits.toMake', { n: { count: total } }])}</h2>
      {toMake.length < total && <p>{tell(['console.visits.more', { shown: toMake.length }])}</p>}
      <ol class="rows">
        {toMake.map((shown) => (
          <Row desk={desk} shown={shown} names={names} deeds={['visited', ...VISIT_FAILURES]} />
        ))}
      </ol>
      <h2>{tell('console.visits.made')}</h2>
      {made.length === 0 && <p>{tell('console.visits.noneMade')}</p>}
      <ol class="rows">
        {made.map((shown) => (
          <Row desk={desk} shown={shown} names={names} deeds={['undo']} />
        ))}
      </ol>
      <Visitors desk={desk} visitors={visitors} agencies={agencies} />
    </DeskPage>
  )
}

/** What an officer has made sure of is confirmed no second time. */
function deathDeeds({ visit }: ShownVisit): string[] {
  return visit.failedBy?.startsWith('officer:') ? ['noDeath'] : ['confirmDeath', 'noDeath']
}

function Places({ desk: { tell }, kelurahan, visits }: Pick<VisitsPageProps, 'desk' | 'kelurahan' | 'visits'>) {
  return (
    <ul class="links">
      {visits.byKelurahan.map(({ kelurahan: code, n }) => (
        <li>
          <a
            href={code === null ? VISITS : `${VISITS}?kelurahan=${code}`}
            {...(code !== null && code === kelurahan && { 'aria-current': 'true' as const })}
          >
            {kelurahanOf(code ?? '')?.name ?? tell('visits.noKelurahan')}: {n}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Papers({ desk: { tell }, kelurahan, agencies }: Pick<VisitsPageProps, 'desk' | 'kelurahan' | 'agencies'>) {
  return (
    <ul>
      {agencies.map(({ code, name }) => {
        const asked = new URLSearchParams({ instansi: code, ...(kelurahan !== null && { kelurahan }) })
        return (
          <li>
            {name}: <a href={`${VISITS}/daftar.pdf?${asked}`}>{tell('console.visits.list')}</a>
            {' · '}
            <a href={`${VISITS}/kertas.pdf?${asked}`}>{tell('console.visits.slips')}</a>
            {' · '}
            <a href={`${VISITS}/poster.pdf?${asked}`}>{tell('console.visits.poster')}</a>
          </li>
        )
      })}
    </ul>
  )
}

interface RowProps {
  desk: Desk
  shown: ShownVisit
  names: VisitsDesk['names']
  deeds: readonly string[]
}

function Row({ desk, shown: { visit, code, name, agency }, names, deeds }: RowProps) {
  const { tell } = desk
  const by = (actor: string | null) => names[actor ?? ''] ?? tell('console.visits.somebody')
  const number = visitNumber(code)
  return (
    <li>
      <b>{tell(['console.visits.number', { number, name: maskName(name) }])}</b>
      <p>
        {kelurahanOf(visit.kelurahan ?? '')?.name ?? tell('visits.noKelurahan')} · {agency} ·{' '}
        {tell(`visits.reason.${visit.reason}`)}
      </p>
      {visit.visitedAt && (
        <p>{tell(['console.visits.by', { by: by(visit.visitedBy), at: { text: moment(visit.visitedAt) } }])}</p>
      )}
      {visit.failure && (
        <p>
          {tell(`console.visits.failure.${visit.failure}`)} (
          {tell(['console.visits.by', { by: by(visit.failedBy), at: { text: moment(visit.failedAt!) } }])})
        </p>
      )}
      <DeskForm desk={desk} action={`${VISITS}/catat`}>
        <input type="hidden" name="code" value={code} />
        {deeds.map((deed) => (
          <button
            type="submit"
            class="quiet"
            name="deed"
            value={deed}
            aria-label={tell([`console.visits.label`, { deed: { text: `console.visits.deed.${deed}` }, number }])}
          >
            {tell(`console.visits.deed.${deed}`)}
          </button>
        ))}
      </DeskForm>
    </li>
  )
}
