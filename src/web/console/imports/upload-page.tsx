import type { Text } from '../../../domain/message.ts'
import { VERDICTS } from '../../../domain/roster/judge.ts'
import type { Judgement } from '../../../domain/roster/upload.ts'
import type { UploadCard } from '../../../services/uploads/read.ts'
import type { Tell } from '../../page.tsx'
import { type Desk, DeskForm, DeskPage } from '../desk.tsx'
import { DOUBTS, IMPORTS, UPLOADS } from '../paths.ts'
import { moment } from '../times.ts'
import { ExplainForm } from './explain-form.tsx'

interface UploadPageProps {
  desk: Desk
  card: UploadCard
  /** Why the last form was not taken. */
  problem?: Text | undefined
  stays: boolean
}

const SHRUNK = 'operation.listShrunk'

/** A list that was handed in: how far it is, what was found, and what the officer wants done with it. */
export function UploadPage({ desk, card, problem, stays }: UploadPageProps) {
  const { tell } = desk
  const { upload, phase } = card
  const refused: Text | undefined = upload.problem ? [upload.problem.code, upload.problem.values] : undefined
  const wrong = problem ?? refused
  const hasShrunk = wrong !== undefined && wrong[0] === SHRUNK
  return (
    <DeskPage desk={desk} title={upload.fileName} at={IMPORTS} problem={wrong && tell(asked(wrong))}>
      <p>
        <a href={IMPORTS}>{tell('console.uploads.toList')}</a>
      </p>
      <p>{tell(['console.uploads.received', { at: { text: moment(upload.receivedAt) } }])}</p>
      <p role="status">{tell(standing(card))}</p>
      {upload.wanted !== null && upload.outcome === null && <Following desk={desk} id={upload.id} stays={stays} />}
      {upload.judgement && phase !== 'discarded' && phase !== 'lapsed' && (
        <Found tell={tell} card={card} judgement={upload.judgement} />
      )}
      {upload.wanted === null && upload.outcome === null && <Deeds desk={desk} card={card} hasShrunk={hasShrunk} />}
    </DeskPage>
  )
}

/** What the page says of a refusal; of a list that has become much shorter it asks. */
function asked(problem: Text): Text {
  return typeof problem !== 'string' && problem[0] === SHRUNK ? ['console.uploads.shrunk', problem[1]] : problem
}

function standing({ phase, progress }: UploadCard): Text {
  const rows = { count: progress?.rows ?? 0 }
  if (phase === 'judging') return ['console.imports.reading', { rows }]
  if (phase !== 'applying') return `console.uploads.phase.${phase}`
  return progress?.of === undefined
    ? ['console.imports.applying', { rows }]
    : ['console.imports.applyingOf', { rows, of: { count: progress.of } }]
}

function Following({ desk: { tell }, id, stays }: { desk: Desk; id: string; stays: boolean }) {
  const at = `${UPLOADS}/${id}`
  return (
    <p>
      {tell(stays ? 'console.uploads.stays' : 'console.uploads.refreshes')}{' '}
      <a href={stays ? at : `${at}?diam`}>{tell(stays ? 'console.imports.follow' : 'console.imports.stay')}</a>
    </p>
  )
}

function Found({ tell, card, judgement }: { tell: Tell; card: UploadCard; judgement: Judgement }) {
  const { lines, verdicts, gone, unread } = judgement
  return (
    <>
      <h2>{tell('console.uploads.found')}</h2>
      <p>{tell(['console.uploads.lines', { rows: { count: lines } }])}</p>
      <ul>
        {VERDICTS.filter((verdict) => verdicts[verdict]).map((verdict) => (
          <li>
            <b>
              {tell([
                'console.imports.count',
                { verdict: { text: `roster.verdict.${verdict}` }, n: { count: verdicts[verdict]! } },
              ])}
            </b>
            {': '}
            {tell(judgement.kind === 'roster' ? `returns.verdict.${verdict}` : `console.uploads.verdict.${verdict}`)}
          </li>
        ))}
      </ul>
      {unread.length > 0 && <p>{tell(['console.uploads.unread', { unread: unread.join(', ') }])}</p>}
      {gone > 0 && <p class="state">{tell(['console.uploads.gone', { n: { count: gone } }])}</p>}
      {(verdicts.doubtful ?? 0) > 0 && judgement.kind === 'roster' && (
        <p>
          {tell('console.uploads.doubtful')} <a href={DOUBTS}>{tell('console.section.doubts')}</a>
        </p>
      )}
      <Problems tell={tell} judgement={judgement} />
      {card.hasReturnFile && (
        <p>
          <a href={`${IMPORTS}/${card.upload.importId}/hasil.xlsx`}>{tell('console.imports.download')}</a>
        </p>
      )}
    </>
  )
}

function Problems({ tell, judgement: { problems } }: { tell: Tell; judgement: Judgement }) {
  const mostFirst = Object.entries(problems).sort(([, a], [, b]) => b - a)
  if (mostFirst.length === 0) return null
  return (
    <>
      <h3>{tell('console.uploads.problems')}</h3>
      <ul>
        {mostFirst.map(([code, n]) => (
          <li>{tell(['console.uploads.problem', { n: { count: n }, problem: { text: `roster.problem.${code}` } }])}</li>
        ))}
      </ul>
    </>
  )
}

/** What an officer may do with a list on which no work goes on. */
function Deeds({ desk, card, hasShrunk }: { desk: Desk; card: UploadCard; hasShrunk: boolean }) {
  const { upload, header } = card
  const at = `${UPLOADS}/${upload.id}`
  const wantsFunding = upload.problem?.code === 'console.uploads.noFunding'
  const isOurs = upload.problem?.code === 'console.uploads.broken' && !upload.judgement
  return (
    <>
      <h2>{desk.tell('console.uploads.next')}</h2>
      {upload.judgement && (
        <DeskForm desk={desk} action={`${at}/terapkan`} rev={upload.rev}>
          {hasShrunk && <input type="hidden" name="mayShrink" value="ya" />}
          <p>{desk.tell('console.uploads.applyHint')}</p>
          <button type="submit">
            {desk.tell(hasShrunk ? 'console.uploads.applyShrunk' : 'console.uploads.apply')}
          </button>
        </DeskForm>
      )}
      {(header || wantsFunding || isOurs) && (
        <ExplainForm desk={desk} card={card} action={`${at}/periksa`} wantsFunding={wantsFunding} />
      )}
      <DeskForm desk={desk} action={`${at}/buang`} rev={upload.rev}>
        <p>{desk.tell('console.uploads.discardHint')}</p>
        <button type="submit" class="quiet">
          {desk.tell('console.uploads.discard')}
        </button>
      </DeskForm>
    </>
  )
}
