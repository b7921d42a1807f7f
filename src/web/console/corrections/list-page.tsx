import { maskName } from '../../../domain/masking.ts'
import { kelurahanOf } from '../../../domain/region/kelurahan.ts'
import type { ListedCorrection } from '../../../services/corrections/desk.ts'
import type { Tell } from '../../page.tsx'
import { type Desk, DeskPage } from '../desk.tsx'
import { CORRECTIONS } from '../paths.ts'
import { moment, since } from '../times.ts'

interface ListPageProps {
  desk: Desk
  open: readonly ListedCorrection[]
  total: number
}

/** What workers say is wrong and nobody has answered, whichever is due first; no full name, since a list is no opening. */
export function ListPage({ desk, open, total }: ListPageProps) {
  const { tell, now } = desk
  return (
    <DeskPage desk={desk} title={tell('console.section.corrections')} at={CORRECTIONS}>
      <p>{tell(open.length === 0 ? 'console.corrections.none' : 'console.corrections.intro')}</p>
      {total > open.length && <p>{tell(['console.corrections.more', { shown: open.length, total }])}</p>}
      <ol class="rows">
        {open.map((correction) => (
          <Row tell={tell} now={now} correction={correction} />
        ))}
      </ol>
    </DeskPage>
  )
}

function Row({ tell, now, correction }: { tell: Tell; now: Date; correction: ListedCorrection }) {
  const { id, worker, agency, field, openedAt, isLate } = correction
  const kelurahan = kelurahanOf(worker.kelurahan ?? '')?.name
  return (
    <li {...(isLate && { class: 'waits' })}>
      <a href={`${CORRECTIONS}/${id}`}>
        {maskName(worker.name)} ({worker.code})
      </a>
      <p>
        {tell(`correction.option.${field}`)} · {agency.name}
        {kelurahan && ` · ${tell(['console.kelurahan', { kelurahan }])}`}
      </p>
      <p>
        {tell(['console.corrections.askedAt', { at: { text: moment(openedAt) } }])}
        {' · '}
        <Due tell={tell} now={now} correction={correction} />
      </p>
    </li>
  )
}

/** By when an answer is due; what is late is said to be so, and by how much. */
export function Due({
  tell,
  now,
  correction: { dueAt, isLate },
}: {
  tell: Tell
  now: Date
  correction: ListedCorrection
}) {
  if (!isLate) return <>{tell(['console.corrections.due', { at: { text: moment(dueAt) } }])}</>
  return (
    <b>{tell(['console.corrections.late', { at: { text: moment(dueAt) }, since: { text: since(dueAt, now) } }])}</b>
  )
}
