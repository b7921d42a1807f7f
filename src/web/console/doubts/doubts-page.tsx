import type { ListedDoubts, ShownDoubt } from '../../../services/register/list.ts'
import { type Desk, DeskForm, DeskPage } from '../desk.tsx'
import { DOUBTS } from '../paths.ts'
import { moment } from '../times.ts'
import { DoubtCard } from './doubt-card.tsx'

interface DoubtsPageProps {
  desk: Desk
  listed: ListedDoubts
  /** Whether the page begins with the likeliest. */
  isFirst: boolean
  problem?: string | undefined
  done?: string | undefined
}

/** Entries that may be one person, the likeliest first, and what has been decided. */
export function DoubtsPage({ desk, listed, isFirst, problem, done }: DoubtsPageProps) {
  const { tell } = desk
  const { open, total, next, decided } = listed
  return (
    <DeskPage desk={desk} title={tell('console.section.doubts')} at={DOUBTS} problem={problem} done={done}>
      <p>{tell(total === 0 ? 'console.doubts.none' : 'console.doubts.intro')}</p>
      {total > 0 && <p>{tell(['console.doubts.total', { n: total }])}</p>}
      <ol class="rows">
        {open.map((doubt) => (
          <DoubtCard desk={desk} doubt={doubt} />
        ))}
      </ol>
      {!isFirst && (
        <p>
          <a href={DOUBTS}>{tell('console.doubts.first')}</a>
        </p>
      )}
      {next && (
        <p>
          <a href={`${DOUBTS}?sesudah=${encodeURIComponent(next)}`}>{tell('console.doubts.more')}</a>
        </p>
      )}
      <h2>{tell('console.doubts.decidedTitle')}</h2>
      {decided.length === 0 && <p>{tell('console.doubts.noneDecided')}</p>}
      <ul class="rows">
        {decided.map((doubt) => (
          <Decided desk={desk} doubt={doubt} />
        ))}
      </ul>
    </DeskPage>
  )
}

function Decided({ desk, doubt: { id, row, worker, decided } }: { desk: Desk; doubt: ShownDoubt }) {
  const { tell } = desk
  if (!decided) return null
  const { decision, at, by } = decided
  const told = { decision: { text: `doubts.decision.${decision}` }, at: { text: moment(at) } }
  return (
    <li>
      <p>
        <b>{row ? tell(['console.doubts.pair', { name: row.name, other: worker.name }]) : worker.name}</b>
      </p>
      <p>{tell(['console.doubts.decided', { ...told, who: by ?? tell('console.doubts.somebody') }])}</p>
      <DeskForm desk={desk} action={`${DOUBTS}/${id}/batalkan`} rev={at.getTime()}>
        <button type="submit" class="quiet">
          {tell('console.doubts.undo')}
        </button>
      </DeskForm>
    </li>
  )
}
