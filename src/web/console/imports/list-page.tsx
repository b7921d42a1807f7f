import type { Text } from '../../../domain/message.ts'
import { VERDICTS } from '../../../domain/roster/judge.ts'
import type { HandedIn } from '../../../services/rosters/imports.ts'
import { phaseOf } from '../../../services/uploads/read.ts'
import type { Upload } from '../../../store/uploads.ts'
import { type Desk, DeskPage } from '../desk.tsx'
import { IMPORTS, UPLOADS } from '../paths.ts'
import { moment } from '../times.ts'

interface ListPageProps {
  desk: Desk
  list: readonly HandedIn[]
  /** For whoever hands lists in: those of which it is not decided yet what becomes of them. */
  uploads?: readonly Upload[] | undefined
  /** The officer does not want the page to reload by itself. */
  stays: boolean
}

/** The lists that were handed in, newest first, each with where it stands and what came of it. */
export function ListPage({ desk, list, uploads, stays }: ListPageProps) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={tell('console.section.imports')} at={IMPORTS}>
      {uploads && <Uploads desk={desk} uploads={uploads} />}
      <p>{tell(list.length === 0 ? 'console.imports.none' : 'console.imports.intro')}</p>
      {list.some(({ isRunning }) => isRunning) && <Reloading desk={desk} stays={stays} />}
      <ol class="rows">
        {list.map((one) => (
          <Row desk={desk} one={one} />
        ))}
      </ol>
    </DeskPage>
  )
}

function Uploads({ desk: { tell }, uploads }: { desk: Desk; uploads: readonly Upload[] }) {
  return (
    <>
      <p>
        <a class="button" href={UPLOADS}>
          {tell('console.uploads.title')}
        </a>
      </p>
      {uploads.length > 0 && <h2>{tell('console.uploads.open')}</h2>}
      {uploads.length > 0 && (
        <ul class="rows">
          {uploads.map((upload) => (
            <li>
              <a href={`${UPLOADS}/${upload.id}`}>{upload.fileName}</a>
              <p>
                {tell(['console.uploads.received', { at: { text: moment(upload.receivedAt) } }])}{' '}
                {tell(upload.wanted ? 'console.uploads.working' : `console.uploads.phase.${phaseOf(upload)}`)}
              </p>
            </li>
          ))}
        </ul>
      )}
      {uploads.length > 0 && <h2>{tell('console.uploads.earlier')}</h2>}
    </>
  )
}

function Reloading({ desk: { tell }, stays }: Pick<ListPageProps, 'desk' | 'stays'>) {
  return (
    <p>
      {tell(stays ? 'console.imports.stays' : 'console.imports.refreshes')}{' '}
      {stays ? (
        <a href={IMPORTS}>{tell('console.imports.follow')}</a>
      ) : (
        <a href={`${IMPORTS}?diam`}>{tell('console.imports.stay')}</a>
      )}
    </p>
  )
}

function Row({ desk: { tell, seat }, one }: { desk: Desk; one: HandedIn }) {
  const { id, kind, fileName, startedAt, counts } = one.import
  const by = one.by ?? tell('returns.operator')
  return (
    <li>
      <b>{fileName}</b>
      <p>
        {tell(`console.imports.kind.${kind}`)}
        {seat.officer.agencyId === null && ` · ${one.agency.name}`}
        {' · '}
        {tell(['console.imports.handedIn', { at: { text: moment(startedAt) }, by }])}
      </p>
      <p>{tell(standing(one))}</p>
      {one.phase !== 'reading' && (
        <>
          <p>
            {VERDICTS.filter((verdict) => counts[verdict])
              .map((verdict) =>
                tell([
                  'console.imports.count',
                  { verdict: { text: `roster.verdict.${verdict}` }, n: { count: counts[verdict]! } },
                ]),
              )
              .join(' · ')}
          </p>
          <p>
            <a href={`${IMPORTS}/${id}/hasil.xlsx`}>{tell('console.imports.download')}</a>
          </p>
        </>
      )}
    </li>
  )
}

/** Where an import stands, in a sentence. */
function standing({ phase, isRunning, import: { counts, progress } }: HandedIn): Text {
  const rows = { count: progress?.rows ?? 0 }
  if (phase === 'judged' || phase === 'applied') {
    return [`console.imports.${phase}`, { rows: { count: counts.lines ?? progress?.rows ?? 0 } }]
  }
  if (!isRunning) return ['console.imports.stopped', { rows }]
  return progress?.of === undefined
    ? [`console.imports.${phase}`, { rows }]
    : [`console.imports.${phase}Of`, { rows, of: { count: progress.of } }]
}
