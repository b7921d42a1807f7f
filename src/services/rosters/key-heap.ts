const FIRST_PAIRS = 1 << 12
// A key takes the upper 40 bits of a pair and a worker's number the lower 24.
const NUMBER_BITS = 24n
const NUMBER_MASK = (1n << NUMBER_BITS) - 1n

/**
 * Likeness keys of workers, gathered while an import is applied and given out in the order of the keys: entered one by one as they come,
 * each would touch a page of the index of its own; in order, hundreds share one. Eight bytes for each.
 */
export class KeyHeap {
  private pairs = new BigUint64Array(FIRST_PAIRS)
  private size = 0

  /** `keys`: whole numbers up to 2^40; `number`: up to 2^24. */
  add(number: number, keys: readonly number[]): void {
    for (const key of keys) {
      if (this.size === this.pairs.length) this.grow()
      this.pairs[this.size++] = (BigInt(key) << NUMBER_BITS) | BigInt(number)
    }
  }

  /** All pairs in order, so many at a time. */
  *inOrder(slice: number): Generator<[key: number, number: number][]> {
    const all = this.pairs.subarray(0, this.size).sort()
    for (let from = 0; from < all.length; from += slice) {
      yield Array.from(all.subarray(from, from + slice), (pair) => [
        Number(pair >> NUMBER_BITS),
        Number(pair & NUMBER_MASK),
      ])
    }
  }

  private grow(): void {
    const larger = new BigUint64Array(this.pairs.length * 2)
    larger.set(this.pairs)
    this.pairs = larger
  }
}
