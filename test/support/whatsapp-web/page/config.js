const DEFAULTS = {
  me: '6281000009900',
  myLid: '900000000009900',
  /** So long the page looks about before it says whether it is linked. */
  bootMs: 100,
  syncMs: 100,
  sendMs: 15,
  /** A code is good for so long. */
  codeMs: 20_000,
  /** Modules that this version of the page does not have. */
  without: [],
  /** Messages that came while nobody was there. */
  waiting: [],
  /** Not WhatsApp Web at all. */
  isEmpty: false,
}

export const config = { ...DEFAULTS, ...JSON.parse(document.getElementById('config').textContent) }
