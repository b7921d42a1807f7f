import { describe, expect, it } from 'vitest'
import { isSilent } from '../../src/domain/handover.ts'

const NOW = new Date('2026-11-24T02:00:00Z')
const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000)

describe('the bot is silent', () => {
  it('nowhere where nobody has wished for a person, or no officer has come', () => {
    expect(isSilent(null, NOW)).toBe(false)
    expect(isSilent({ officerAt: null }, NOW)).toBe(false)
  })

  it("from an officer's coming or word until 24 hours after it", () => {
    expect([0, 12, 23.99, 24, 48].map((hours) => isSilent({ officerAt: ago(hours) }, NOW))).toEqual([
      ...[true, true, true, false, false],
    ])
  })

  it('not in what is closed', () => {
    expect(isSilent({ officerAt: ago(1), closedAt: ago(0) }, NOW)).toBe(false)
  })
})
