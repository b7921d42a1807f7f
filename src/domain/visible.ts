// Control marks and what steers or hides letters: line breaks, bidirectional marks, zero-width joiners.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** A name in one line of letters that can be seen, so that no table, terminal or page shows another than was typed. */
export function visible(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim()
}
