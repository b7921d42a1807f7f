import { describe, expect, it } from 'vitest'
import {
  CAMPAIGN_ACTS,
  type CampaignAct,
  type CampaignLife,
  type CampaignState,
  isTheirs,
  refusalOf,
  stateOf,
} from '../../src/domain/campaign.ts'
import { type Officer, ROLES, type Role } from '../../src/domain/officer.ts'

const NOW = new Date('2026-11-24T02:00:00Z')
const then = (ms: number) => new Date(NOW.getTime() + ms)

const DRAFT: CampaignLife = {
  ...{ createdBy: 'writer', editedBy: 'writer', submittedAt: null, approvedAt: null, startsAt: null },
  ...{ frozenAt: null, pausedAt: null, stoppedAt: null, doneAt: null },
}
const IN: Record<CampaignState, CampaignLife> = {
  draft: DRAFT,
  submitted: { ...DRAFT, submittedAt: NOW },
  approved: { ...DRAFT, submittedAt: NOW, approvedAt: NOW },
  sending: { ...DRAFT, submittedAt: NOW, approvedAt: NOW, frozenAt: NOW },
  paused: { ...DRAFT, submittedAt: NOW, approvedAt: NOW, frozenAt: NOW, pausedAt: NOW },
  stopped: { ...DRAFT, submittedAt: NOW, approvedAt: NOW, stoppedAt: NOW },
  done: { ...DRAFT, submittedAt: NOW, approvedAt: NOW, frozenAt: NOW, doneAt: NOW },
}

const officer = (role: Role, id = role as string, over: Partial<Officer> = {}): Officer => {
  return { id, username: id, name: id, role, agencyId: 'a', kelurahan: null, ...over }
}

describe('where a campaign stands', () => {
  it.each(Object.entries(IN))('is %s by its timestamps', (state, life) => {
    expect(stateOf(life, NOW)).toBe(state)
  })

  it('is approved until its start, and sending from then on', () => {
    const life = { ...IN.sending, startsAt: then(1) }
    expect([stateOf(life, NOW), stateOf(life, then(1))]).toEqual(['approved', 'sending'])
  })

  it('is stopped for good, whatever else is noted', () => {
    expect(stateOf({ ...IN.done, pausedAt: NOW, stoppedAt: NOW }, NOW)).toBe('stopped')
  })
})

describe('what may be done with a campaign', () => {
  const ALLOWED: Record<CampaignAct, CampaignState[]> = {
    edit: ['draft', 'submitted'],
    submit: ['draft'],
    approve: ['submitted'],
    pause: ['approved', 'sending'],
    resume: ['paused'],
    stop: ['draft', 'submitted', 'approved', 'sending', 'paused'],
  }
  const cases = CAMPAIGN_ACTS.flatMap((act) =>
    (Object.keys(IN) as CampaignState[]).map((state) => [act, state] as const),
  )

  it.each(cases)('%s while it is %s', (act, state) => {
    const refused = refusalOf(act, IN[state], officer('approver'), NOW)
    expect(refused === undefined).toBe(ALLOWED[act].includes(state))
  })

  it.each<[CampaignAct, CampaignState, Role[]]>([
    ['edit', 'draft', ['clerk', 'approver', 'coordinator']],
    ['submit', 'draft', ['clerk', 'approver', 'coordinator']],
    ['approve', 'submitted', ['approver', 'coordinator']],
    ['pause', 'sending', ['clerk', 'approver', 'coordinator']],
    ['resume', 'paused', ['approver', 'coordinator']],
    ['stop', 'sending', ['clerk', 'approver', 'coordinator']],
  ])('%s is for some roles only', (act, state, roles) => {
    expect(ROLES.filter((role) => refusalOf(act, IN[state], officer(role), NOW) === undefined)).toEqual(roles)
  })

  it('is approved neither by the writer nor by the last editor', () => {
    const life = { ...IN.submitted, createdBy: 'one', editedBy: 'two' }
    const approve = (id: string) => refusalOf('approve', life, officer('approver', id), NOW)
    expect([approve('one'), approve('two'), approve('three')]).toEqual([
      ...['campaigns.refused.own', 'campaigns.refused.own', undefined],
    ])
  })
})

describe('whose affair a campaign is', () => {
  const kelurahan = '35.74.01.1001'

  it.each([
    [{ agencyId: 'a' }, { kelurahan: null }, true],
    [{ agencyId: 'b' }, { kelurahan: null }, false],
    [{ agencyId: null }, { kelurahan: null }, true],
    [{ agencyId: 'a', kelurahan }, { kelurahan }, true],
    [{ agencyId: 'a', kelurahan }, { kelurahan: null }, false],
    [{ agencyId: 'a', kelurahan }, { kelurahan: '35.74.02.1001' }, false],
  ])('of %j, with the audience %j: %s', (over, audience, expected) => {
    expect(isTheirs(officer('clerk', 'x', over), 'a', audience)).toBe(expected)
  })
})
