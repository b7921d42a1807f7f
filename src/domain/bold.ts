// As WhatsApp reads it: a star that opens before a word and one that closes behind it, in one line.
const BOLD = /\*(?=\S)([^*\n]*[^\s*])\*/g

/** Words of ours in parts: what stands between stars is bold. */
export function boldParts(text: string): { text: string; isBold: boolean }[] {
  return text
    .split(BOLD)
    .map((part, at) => ({ text: part, isBold: at % 2 === 1 }))
    .filter((part) => part.text !== '')
}
