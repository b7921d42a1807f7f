const FIRST_SLOTS = 1 << 12
const FULLEST = 0.75

/**
 * Which lines of a file stand under a key, a whole number up to 2^40: eight bytes for each, because a million lines have six million
 * keys. Only 32 bits of a key are kept, so that a line found may stand under another key: whoever finds one looks at the line. Of the
 * lines under one key the first few are kept, since a key that very many share would be walked through for each of them.
 */
export class KeyTable {
  // A slot is free where its line is 0; a key's lines follow the slot that its tag points to (linear probing).
  private tags = new Uint32Array(FIRST_SLOTS)
  private lines = new Uint32Array(FIRST_SLOTS)
  private size = 0
  private readonly most: number

  /** `most`: how many lines are kept under a key. */
  constructor(most: number) {
    this.most = most
  }

  add(key: number, line: number): void {
    if (this.linesUnder(key).length >= this.most) return
    if (this.size >= this.tags.length * FULLEST) this.grow()
    this.put(tagOf(key), line)
    this.size++
  }

  /** The first lines under a key, of which there may be some under another. */
  linesUnder(key: number): number[] {
    const tag = tagOf(key)
    const mask = this.tags.length - 1
    const found: number[] = []
    for (let at = tag & mask; this.lines[at] !== 0; at = (at + 1) & mask)
      if (this.tags[at] === tag) found.push(this.lines[at]!)
    return found
  }

  private put(tag: number, line: number): void {
    const mask = this.tags.length - 1
    let at = tag & mask
    while (this.lines[at] !== 0) at = (at + 1) & mask
    this.tags[at] = tag
    this.lines[at] = line
  }

  private grow(): void {
    const { tags, lines } = this
    this.tags = new Uint32Array(tags.length * 2)
    this.lines = new Uint32Array(lines.length * 2)
    for (let at = 0; at < lines.length; at++) if (lines[at] !== 0) this.put(tags[at]!, lines[at]!)
  }
}

// Keys are hashes, so that their lower bits are as good as any.
function tagOf(key: number): number {
  return key % 2 ** 32
}
