/** Tries at something that fails by a fault of ours, not of the store's: then it is dropped, so that others get through. */
const MOST = 3
/** So many at the most are remembered; whatever is older begins anew. */
const REMEMBERED = 1000

/** Counts how often the same thing could not be taken in. */
export class Tries {
  private readonly counts = new Map<string, number>()

  /** Notes a failure; says whether this was the last try. What the store could not take is never given up. */
  isGivenUp(key: string, error: unknown): boolean {
    if (isOfStore(error)) return false
    const count = (this.counts.get(key) ?? 0) + 1
    this.counts.delete(key)
    if (count >= MOST) return true
    this.counts.set(key, count)
    const [oldest] = this.counts.keys()
    if (this.counts.size > REMEMBERED) this.counts.delete(oldest!)
    return false
  }

  forget(key: string): void {
    this.counts.delete(key)
  }
}

/** Whether the store failed, so that the same will do later. */
export function isOfStore(error: unknown): boolean {
  return error instanceof Error && (error.name === 'StoreError' || error.name === 'LostRace')
}
