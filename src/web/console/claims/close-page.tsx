import type { Ending } from '../../../domain/claims/claim.ts'
import type { ReadClaim } from '../../../services/claims.ts'
import { RichText } from '../../rich-text.tsx'
import { type Desk, DeskForm, DeskPage } from '../desk.tsx'
import { CLAIMS } from '../paths.ts'

/** The last look before an officer closes a family's case: which case, as what, and what the family is told. */
export function ClosePage({ desk, claim, as }: { desk: Desk; claim: ReadClaim; as: Ending }) {
  const { tell } = desk
  const { id, rev, worker } = claim
  const at = `${CLAIMS}/${id}`
  return (
    <DeskPage desk={desk} title={worker?.name ?? tell('console.claims.nobody')} at={CLAIMS}>
      <h2>{tell(`console.claims.closeAs.${as}`)}</h2>
      <p>{tell(`console.claims.closing.${as}`)}</p>
      <p>{tell('console.claims.closingTells')}</p>
      <div class="plain words">
        <RichText text={tell(`heirClaim.closedByOfficer.${as}`)} />
      </div>
      <DeskForm desk={desk} action={`${at}/tutup`} rev={rev}>
        <input type="hidden" name="as" value={as} />
        <button type="submit">{tell('console.claims.closeNow')}</button>
      </DeskForm>
      <p>
        <a href={at}>{tell('console.claims.closeNot')}</a>
      </p>
    </DeskPage>
  )
}
