import type { FastifyInstance } from 'fastify'
import { may, type Officer } from '../../domain/officer.ts'
import { kelurahanOf } from '../../domain/region/kelurahan.ts'
import type { Seat } from '../../services/accounts/seats.ts'
import { type WaitingWork, waitingWork } from '../../services/waiting-work.ts'
import type { World } from '../../services/world.ts'
import type { Tell } from '../page.tsx'
import { type Desk, DeskPage, deskOf, show } from './desk.tsx'
import { CAMPAIGNS, CHANNELS, CLAIMS, CORRECTIONS, DOUBTS, HANDOVERS, HOME, VISITS } from './paths.ts'
import { sectionsOf } from './sections.ts'

/** The page after the log-in: who one is here, and what waits. */
export function registerHome(app: FastifyInstance, world: World): void {
  app.get(HOME, { config: { allow: 'session' } }, async (request, reply) => {
    const desk = deskOf(world, request)
    return show(reply, <HomePage desk={desk} work={await waitingWork(world, desk.seat.officer)} />)
  })
}

function HomePage({ desk, work }: { desk: Desk; work: WaitingWork }) {
  const { tell, seat } = desk
  return (
    <DeskPage desk={desk} title={tell(['console.home.title', { name: seat.officer.name }])} at={HOME}>
      <p>
        {tell([
          'console.home.you',
          { role: { text: `console.role.${seat.officer.role}` }, scope: scopeWords(tell, seat) },
        ])}
      </p>
      <Waiting tell={tell} officer={seat.officer} work={work} />
      <Sections desk={desk} />
    </DeskPage>
  )
}

function Waiting({
  tell,
  officer,
  work: { handovers, visits, deaths, approvals, alarms, cases, doubts, corrections, channels },
}: {
  tell: Tell
  officer: Officer
  work: WaitingWork
}) {
  const waits = [
    { n: handovers, label: 'console.home.handovers', path: HANDOVERS },
    { n: visits, label: 'console.home.visits', ...(may(officer, 'keepVisits') && { path: VISITS }) },
    { n: deaths, label: 'console.home.deaths', path: VISITS },
    { n: approvals, label: 'console.home.approvals', path: CAMPAIGNS },
    // Nothing is said where nothing is wrong.
    { n: alarms === 0 ? undefined : alarms, label: 'console.home.alarms', path: CAMPAIGNS },
    { n: doubts, label: 'console.home.doubts', path: DOUBTS },
    { n: cases, label: 'console.home.cases', path: CLAIMS },
    { n: corrections, label: 'console.home.corrections', path: CORRECTIONS },
    { n: channels, label: 'console.home.channels', path: CHANNELS },
  ]
  return (
    <>
      <h2>{tell('console.home.waiting')}</h2>
      <ul class="cards">
        {waits
          .filter(({ n }) => n !== undefined)
          .map(({ n, label, path }) => (
            <li>
              {path === undefined ? (
                <>
                  <b>{n}</b> {tell(label)}
                </>
              ) : (
                <a href={path}>
                  <b>{n}</b> {tell(label)}
                </a>
              )}
            </li>
          ))}
      </ul>
    </>
  )
}

function Sections({ desk: { tell, seat } }: { desk: Desk }) {
  const sections = sectionsOf(seat.officer)
  if (sections.length === 0) return null
  return (
    <>
      <h2>{tell('console.home.sections')}</h2>
      <ul class="links">
        {sections.map(({ path, label }) => (
          <li>
            <a href={path}>{tell(label)}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** For whom an officer works, in words. */
export function scopeWords(tell: Tell, { officer, agency }: Pick<Seat, 'agency'> & { officer: ScopeOf }): string {
  const kelurahan = kelurahanOf(officer.kelurahan ?? '')?.name
  const parts = [agency ?? undefined, kelurahan && tell(['console.kelurahan', { kelurahan }])].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : tell('console.wholeCity')
}

type ScopeOf = Pick<Seat['officer'], 'kelurahan'>
