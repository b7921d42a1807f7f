const SPELT: Record<string, number> = {
  nol: 0,
  satu: 1,
  dua: 2,
  tiga: 3,
  empat: 4,
  lima: 5,
  enam: 6,
  tujuh: 7,
  delapan: 8,
  sembilan: 9,
  sepuluh: 10,
}

const NUMBERED = /^(?:no|nomor|nomer|nmr|angka|pilih|pilihan|yang|yg)? ?(?:no|nomor|nomer)? ?(\d{1,2}|[a-z]+)$/

/** Which numbered choice some normalised words mean: `2`, `nomor 2`, `yang dua`. Undefined when they mean none. */
export function choiceNumber(normalised: string): number | undefined {
  const found = NUMBERED.exec(normalised)?.[1]
  if (found === undefined) return undefined
  return /^\d+$/.test(found) ? Number(found) : SPELT[found]
}
