import type { CampaignTexts } from '../../domain/campaign-text.ts'
import { DomainError } from '../../domain/errors.ts'
import { may, type Officer } from '../../domain/officer.ts'
import { note } from '../../store/audit.ts'
import { release, releasedBy, withdraw } from '../../store/released.ts'
import { acceptable, theirAgency } from '../campaigns/write.ts'
import { once, type RowForm } from '../once.ts'
import type { World } from '../world.ts'
import { revOf } from './released.ts'

/**
 * Releases what an agency has decided about cover that ends, for those whom it pays for; without texts takes it back. Throws
 * `campaigns.refused.role`, `.wholeAgency` to an officer of one kelurahan, `operation.noAgency`, `campaigns.badText`,
 * `campaigns.noVariables`, and for a form `console.twice`, and `console.stale` where somebody was quicker.
 */
export async function releaseWords(
  world: World,
  code: string,
  texts: Partial<CampaignTexts> | undefined,
  by: Officer,
  form?: RowForm,
): Promise<void> {
  if (!may(by, 'approveCampaign')) throw new DomainError('campaigns.refused.role')
  // It is told in every kelurahan.
  if (by.kelurahan !== null) throw new DomainError('campaigns.refused.wholeAgency')
  const kept = texts && checkedTexts(texts)
  await world.database.run(function* (db) {
    const now = world.clock.now()
    const agency = yield* theirAgency(db, code, by)
    if (form) yield* once(db, world, form, now)
    if (form && form.rev !== revOf(yield* releasedBy(db, agency.id))) throw new DomainError('console.stale')
    const textsSealed = kept && world.vault.seal('released.texts', JSON.stringify(kept))
    if (textsSealed) yield* release(db, { agencyId: agency.id, textsSealed, releasedBy: by.id, releasedAt: now })
    else yield* withdraw(db, agency.id)
    const action = textsSealed ? 'words.release' : 'words.withdraw'
    yield* note(db, {
      ...{ id: world.ids.next(now), at: now, actor: `officer:${by.id}`, action, subject: `agency:${agency.id}` },
      detail: {},
    })
  })
}

/** Words as they may be released. Throws `campaigns.badText`, `campaigns.noVariables`. */
export function checkedTexts(texts: Partial<CampaignTexts>): CampaignTexts {
  const kept = acceptable(texts)
  // Nothing is filled in here: a brace would be read out.
  if (Object.values(kept).some((text) => /[{}]/.test(text))) throw new DomainError('campaigns.noVariables')
  return kept
}
