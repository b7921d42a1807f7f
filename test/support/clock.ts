import type { Clock } from '../../src/domain/clock.ts'

/** A clock that stands still until a test turns it. */
export class TurnedClock implements Clock {
  private at: Date

  constructor(at: string) {
    this.at = new Date(at)
  }

  now(): Date {
    return this.at
  }

  /** Moves on by so many seconds. */
  pass(seconds: number): void {
    this.at = new Date(this.at.getTime() + seconds * 1000)
  }

  /** Moves to a time of ISO 8601. */
  turnTo(at: string): void {
    this.at = new Date(at)
  }
}
