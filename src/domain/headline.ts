/** A part of a whole: of so many persons so many. */
export interface Share {
  part: number
  whole: number
}

/** How many of all workers of the city are covered; `whole` is null where the installation does not know, or not from whom. */
export interface Coverage {
  part: number
  whole: number | null
  source: string | null
  year: number | null
  /** Per cent. */
  target: number
}

/** The figures that a report begins with. */
export interface Headline {
  /** Null where it is not of the whole city. */
  coverage: Coverage | null
  /** Of those covered, who have said that they understand. */
  awareness: Share
  /** Of those covered, who have shown it. */
  understanding: Share
}

export const HEADLINES = ['coverage', 'awareness', 'understanding'] as const

/** Per cent with one digit behind the comma; null of nobody, or where the whole is not known. */
export function percentOf({ part, whole }: { part: number; whole: number | null }): number | null {
  return whole ? Math.round((part / whole) * 1000) / 10 : null
}
