const THINKING_MS = 700
const LETTER_MS = 12
const LONGEST_MS = 3500

/**
 * How long somebody who writes would type before a message of so many letters goes off, in milliseconds, each time another by
 * up to a fifth; `draw`: 0 to 1. Replies that come at once and at one pace are what WhatsApp knows programs by.
 */
export function typingMs(letters: number, draw: number): number {
  return Math.round(Math.min(THINKING_MS + letters * LETTER_MS, LONGEST_MS) * (0.8 + 0.4 * draw))
}
