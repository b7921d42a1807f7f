/** Whom of an agency's list a campaign speaks to: persons whose period runs or is to begin, narrowed down. */
export interface Audience {
  segment: string | null
  /** Official code of a kelurahan. */
  kelurahan: string | null
  /** Only those of whom the ledger knows nothing beyond a sending. */
  notReached: boolean
}

export const EVERYBODY: Audience = { segment: null, kelurahan: null, notReached: false }
