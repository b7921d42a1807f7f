/** Makes ids that sort by the time they were made (UUIDv7), and secrets. Given from outside, so that tests repeat. */
export interface Ids {
  next(at: Date): string
  /** Random bytes from a source fit for secrets. */
  random(bytes: number): Buffer
}
