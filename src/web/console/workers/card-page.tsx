import { type CardPart, cardParts, personDetails } from '../../../services/card-sheet.ts'
import type { WorkerCard } from '../../../services/worker-card.ts'
import { type Desk, DeskPage } from '../desk.tsx'
import { WORKERS } from '../paths.ts'

/** What the register holds of a worker, as far as it is the officer's affair, and how it came to say so. */
export function CardPage({ desk, card }: { desk: Desk; card: WorkerCard }) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={`${card.name} (${card.code})`} at={WORKERS}>
      <p>
        <a href={WORKERS}>{tell('card.toSearch')}</a>
      </p>
      <p>{tell('card.noted')}</p>
      <Details details={personDetails(tell, card)} />
      {cardParts(tell, card).map((part) => (
        <Part part={part} />
      ))}
    </DeskPage>
  )
}

function Part({ part: { title, rows } }: { part: CardPart }) {
  return (
    <>
      <h2>{title}</h2>
      <ul class="rows">
        {rows.map(({ text, details }) => (
          <li>
            {details.length > 0 ? <b>{text}</b> : text}
            {details.length > 0 && <Details details={details} />}
          </li>
        ))}
      </ul>
    </>
  )
}

function Details({ details }: { details: readonly [name: string, value: string][] }) {
  return (
    <dl class="facts">
      {details.map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  )
}
