import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CampaignState } from '../../../src/domain/campaign.ts'
import type { Officer } from '../../../src/domain/officer.ts'
import { approveCampaign } from '../../../src/services/campaigns/approve.ts'
import { pauseCampaign, resumeCampaign, stopCampaign } from '../../../src/services/campaigns/halt.ts'
import { type CampaignView, readCampaign } from '../../../src/services/campaigns/known.ts'
import { createCampaign, editCampaign, submitCampaign } from '../../../src/services/campaigns/write.ts'
import { enrol, listOf } from '../../store/registered.ts'
import { testWorld } from '../../support/world.ts'
import { draft, officer, sweep } from './campaigning.ts'

const HOUR = 3_600_000
const OFFICERS: Officer[] = [
  officer({ id: 'clerk' }),
  officer({ id: 'approver', role: 'approver' }),
  officer({ id: 'second', role: 'approver' }),
  officer({ id: 'coordinator', role: 'coordinator', agencyId: null }),
  officer({ id: 'auditor', role: 'auditor' }),
  officer({ id: 'admin', role: 'admin', agencyId: null }),
  officer({ id: 'stranger', role: 'approver', agencyId: 'agency-KESRA' }),
  officer({ id: 'elsewhere', role: 'approver', kelurahan: '35.74.01.1001' }),
]
const DRAFTS = [officer({ id: 'clerk' }), officer({ id: 'approver', role: 'approver' })]

/** Where a campaign may stand after it has stood somewhere, by whatever anybody does. */
const NEXT: Readonly<Record<CampaignState, readonly CampaignState[]>> = {
  draft: ['submitted', 'stopped'],
  submitted: ['draft', 'approved', 'sending', 'stopped'],
  approved: ['sending', 'paused', 'stopped'],
  sending: ['paused', 'stopped', 'done'],
  paused: ['approved', 'sending', 'stopped'],
  stopped: [],
  done: [],
}
const act = fc.record({
  does: fc.constantFrom('edit', 'submit', 'approve', 'pause', 'resume', 'stop', 'sweep', 'pass'),
  by: fc.constantFrom(...OFFICERS),
  /** What the officer had before them: of now, or of the beginning. */
  stale: fc.boolean(),
})

it('whoever does what in whatever order: two officers, nothing edited after the approval, stopped is final', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...DRAFTS),
      fc.boolean(),
      fc.array(act, { maxLength: 25 }),
      async (author, later, acts) => {
        const world = await testWorld()
        const agencyId = await listOf(world, 'DKPPP')
        await listOf(world, 'KESRA')
        await enrol(world, { agencyId, phone: '6281000009001', agreed: true })
        const startsAt = later ? new Date(world.clock.now().getTime() + HOUR) : null
        const { id } = await createCampaign(world, 'DKPPP', draft({ startsAt }), author)
        const look = () => readCampaign(world, id, author)
        let before = await look()
        const editors = new Set([author.id])
        for (const { does, by, stale } of acts) {
          const rev = stale ? 1 : before.rev
          const title = `Kabar ${before.rev}`
          const deeds: Record<typeof does, () => Promise<unknown>> = {
            edit: () => editCampaign(world, id, rev, draft({ title, startsAt }), by),
            submit: () => submitCampaign(world, id, by, rev),
            approve: () => approveCampaign(world, id, by, rev),
            ...{ pause: () => pauseCampaign(world, id, by), resume: () => resumeCampaign(world, id, by) },
            ...{ stop: () => stopCampaign(world, id, by), sweep: () => sweep(world) },
            pass: async () => world.clock.pass(HOUR),
          }
          const went = await deeds[does]().then(
            () => true,
            () => false,
          )
          const after = await look()
          holds(before, after, does)
          if (does === 'edit' && went) {
            editors.clear()
            for (const one of [author.id, by.id]) editors.add(one)
          }
          if (!before.approvedAt && after.approvedAt) expect(editors.has(after.approvedBy!)).toBe(false)
          before = after
        }
        await world.database.close()
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)

/** What is true of every single step. */
function holds(before: CampaignView, after: CampaignView, does: string): void {
  if (after.state !== before.state) {
    const path = NEXT[before.state]
    // A sweep may bring it on by several steps, and time alone starts one that was approved.
    expect(does === 'sweep' ? [...path, ...path.flatMap((state) => NEXT[state])] : path).toContain(after.state)
  }
  if (before.approvedAt) {
    expect(after).toMatchObject({ title: before.title, texts: before.texts, audience: before.audience })
    expect(after).toMatchObject({ approvedAt: before.approvedAt, approvedBy: before.approvedBy })
  }
  if (before.stoppedAt) expect(after).toEqual(before)
  expect(after.rev).toBeGreaterThanOrEqual(before.rev)
}
