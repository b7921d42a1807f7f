/** Numbers in words, nought to ten. */
export const SPELT = new Map(
  ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan', 'sepuluh'].map(
    (word, number) => [word, number] as const,
  ),
)

const NUMBERED = /^(?:no|nomor|nomer|nmr|angka|pilih|pilihan|yang|yg)? ?(?:no|nomor|nomer)? ?(\d{1,2}|[a-z]+)$/

/** Which numbered choice some normalised words mean: `2`, `nomor 2`, `yang dua`. Undefined when they mean none. */
export function choiceNumber(normalised: string): number | undefined {
  const found = SPELT.has(normalised) ? normalised : NUMBERED.exec(normalised)?.[1]
  if (found === undefined) return undefined
  return /^\d+$/.test(found) ? Number(found) : SPELT.get(found)
}
