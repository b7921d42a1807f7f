import type { Vault } from '../../store/vault.ts'

/** What a worker has said of one correction, oldest first. */
export interface Wished {
  at: Date
  words: string
}

const PLACE = 'corrections.wish'

export function sealWish(vault: Vault, said: readonly Wished[]): string {
  return vault.seal(PLACE, JSON.stringify(said))
}

export function openWish(vault: Vault, sealed: string): Wished[] {
  const said = JSON.parse(vault.open(PLACE, sealed)) as { at: string; words: string }[]
  return said.map(({ at, words }) => ({ at: new Date(at), words }))
}

export function sealAnswer(vault: Vault, answer: string): string {
  return vault.seal('corrections.answer', answer)
}

export function openAnswer(vault: Vault, sealed: string): string {
  return vault.open('corrections.answer', sealed)
}
