import { maskName } from '../../../domain/masking.ts'
import { kelurahanOf } from '../../../domain/region/kelurahan.ts'
import type { ListedClaim } from '../../../services/claims.ts'
import type { Tell } from '../../page.tsx'
import { type Desk, DeskPage } from '../desk.tsx'
import { CLAIMS } from '../paths.ts'
import { moment } from '../times.ts'

/** The open cases that are an officer's affair, oldest first; no full name, since a list is no opening of a case. */
export function ListPage({ desk, claims }: { desk: Desk; claims: readonly ListedClaim[] }) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={tell('console.section.claims')} at={CLAIMS}>
      <p>{tell(claims.length === 0 ? 'console.claims.none' : 'console.claims.intro')}</p>
      <ol class="rows">
        {claims.map((claim) => (
          <Row tell={tell} claim={claim} />
        ))}
      </ol>
    </DeskPage>
  )
}

function Row({ tell, claim }: { tell: Tell; claim: ListedClaim }) {
  const { id, worker, kind, difficulty, openedAt, updatedAt } = claim
  const kelurahan = kelurahanOf(worker?.kelurahan ?? '')?.name
  return (
    <li>
      <a href={`${CLAIMS}/${id}`}>{worker ? maskName(worker.name) : tell('console.claims.nobody')}</a>
      <p>
        {tell(`console.claims.kind.${kind}`)}
        {kelurahan && ` · ${tell(['console.kelurahan', { kelurahan }])}`}
      </p>
      <p>
        {tell(['console.claims.openedAt', { at: { text: moment(openedAt) } }])}
        {' · '}
        {tell(['console.claims.updatedAt', { at: { text: moment(updatedAt) } }])}
      </p>
      {difficulty && difficulty !== 'none' && (
        <p>
          <b>{tell(['console.claims.look', { what: { text: `heirClaim.option.${difficulty}` } }])}</b>
        </p>
      )}
    </li>
  )
}
