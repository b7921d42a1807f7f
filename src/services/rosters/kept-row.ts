import type { NewRow } from '../../store/schema.ts'
import type { Vault } from '../../store/vault.ts'
import type { JudgedLine } from './judge-rows.ts'
import { openedRow, sealedRow } from './sealed-row.ts'

/** A judged line as it is kept until it is applied, and after. */
export function keptRow(vault: Vault, importId: string, judged: JudgedLine): NewRow<'importRows'> {
  const { line, verdict, problems, matched, likeness } = judged
  const score = likeness?.score ?? null
  return { importId, line, rowSealed: withDoubt(vault, judged), verdict, problems, workerId: matched ?? null, score }
}

function withDoubt(vault: Vault, { rowSealed, likeness, likeLine, pairHash }: JudgedLine): string {
  if (!likeness || pairHash === undefined) return rowSealed
  const doubt = { pairHash, evidence: likeness.evidence, ...(likeLine !== undefined && { likeLine }) }
  return sealedRow(vault, { ...openedRow(vault, { rowSealed }), doubt })
}
