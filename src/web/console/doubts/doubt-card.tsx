import { kelurahanOf } from '../../../domain/region/kelurahan.ts'
import { closeness } from '../../../domain/register/closeness.ts'
import { DECISIONS } from '../../../domain/roster/decision.ts'
import type { ShownDoubt, ShownEntry } from '../../../services/register/list.ts'
import type { Tell } from '../../page.tsx'
import { type Desk, DeskForm } from '../desk.tsx'
import { DOUBTS } from '../paths.ts'

/** Two entries side by side, why they may be one person, and the two things that may be said of them. */
export function DoubtCard({ desk, doubt }: { desk: Desk; doubt: ShownDoubt }) {
  const { tell } = desk
  const { id, score, evidence, isOneNik } = doubt
  const owner = isOneNik ? 'Owner' : ''
  return (
    <li>
      <h2 id={id}>
        {isOneNik
          ? tell('console.doubts.owners')
          : tell(['console.doubts.two', { closeness: { text: `doubts.closeness.${closeness(score)}` }, score }])}
      </h2>
      <div class="pair">
        <RowSide tell={tell} row={doubt.row} />
        <WorkerSide tell={tell} worker={doubt.worker} />
      </div>
      <h3>{tell('console.doubts.why')}</h3>
      <ul>
        {evidence.map(({ field, is }) => (
          <li>{tell(`likeness.${field}.${is}`)}</li>
        ))}
      </ul>
      {DECISIONS.map((decision) => (
        <p>{tell(`console.doubts.${decision}${owner}Means`)}</p>
      ))}
      <DeskForm desk={desk} action={`${DOUBTS}/${id}/putuskan`} class="deeds">
        {DECISIONS.map((decision) => (
          <button type="submit" name="decision" value={decision} aria-describedby={id}>
            {tell(`console.doubts.${decision}`)}
          </button>
        ))}
      </DeskForm>
    </li>
  )
}

function RowSide({ tell, row }: { tell: Tell; row: ShownDoubt['row'] }) {
  return (
    <div>
      <h3>{tell('console.doubts.row')}</h3>
      {row ? (
        <Facts
          facts={[
            ...entryFacts(tell, row),
            [tell('console.doubts.from'), tell(['console.doubts.line', { file: row.fileName, line: row.line }])],
          ]}
        />
      ) : (
        <p>{tell('console.doubts.noRow')}</p>
      )}
    </div>
  )
}

function WorkerSide({ tell, worker }: { tell: Tell; worker: ShownDoubt['worker'] }) {
  const agencies = worker.agencies.length > 0 ? worker.agencies.join(', ') : tell('console.doubts.noAgency')
  return (
    <div>
      <h3>{tell('console.doubts.worker')}</h3>
      <Facts
        facts={[
          ...entryFacts(tell, worker),
          [tell('console.doubts.code'), worker.code],
          [tell('console.doubts.agencies'), agencies],
        ]}
      />
    </div>
  )
}

function entryFacts(tell: Tell, { name, bornOn, kelurahan }: ShownEntry): [string, string][] {
  const named: [string, string] = [tell('console.doubts.name'), name]
  if (bornOn === null) return [named, [tell('console.doubts.others'), tell('console.doubts.hidden')]]
  return [
    named,
    [tell('console.doubts.bornOn'), tell(['console.doubts.day', { day: { day: bornOn } }])],
    [tell('console.doubts.kelurahan'), kelurahanOf(kelurahan ?? '')?.name ?? '–'],
  ]
}

function Facts({ facts }: { facts: readonly [string, string][] }) {
  return (
    <dl class="facts">
      {facts.map(([label, value]) => (
        <>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  )
}
