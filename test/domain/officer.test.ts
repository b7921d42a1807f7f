import { describe, expect, it } from 'vitest'
import { isInScope, may, ROLES } from '../../src/domain/officer.ts'

describe('what an officer may do', () => {
  it('lets no role both manage accounts and read what people write', () => {
    expect(ROLES.filter((role) => may({ role }, 'manageOfficers') && may({ role }, 'answerHandover'))).toEqual([])
  })

  it('lets a clerk draft and stop a campaign, but not approve one', () => {
    expect(may({ role: 'clerk' }, 'draftCampaign')).toBe(true)
    expect(may({ role: 'clerk' }, 'stopCampaign')).toBe(true)
    expect(may({ role: 'clerk' }, 'approveCampaign')).toBe(false)
  })

  it('lets an auditor look and change nothing', () => {
    expect(may({ role: 'auditor' }, 'readAudit')).toBe(true)
    expect(may({ role: 'auditor' }, 'stopCampaign')).toBe(false)
  })

  it('keeps an officer to the own agency, and those of none to nothing', () => {
    expect(isInScope({ agencyId: 'a' }, 'a')).toBe(true)
    expect(isInScope({ agencyId: 'a' }, 'b')).toBe(false)
    expect(isInScope({ agencyId: null }, 'b')).toBe(true)
  })
})
