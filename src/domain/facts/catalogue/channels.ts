import type { Fact } from '../fact.ts'
import { COMMON, SEEN, UNSETTLED } from '../footings.ts'

/** Where people check and claim. The branch's address and hours are settings of the installation, not facts. */
export const channels = [
  { id: 'channels.callCentre', unit: 'name', value: '175', ...SEEN },
  { id: 'channels.check', unit: 'list', of: 'place', value: ['jmo', 'sso', 'callCentre', 'branch'], ...SEEN },
  {
    id: 'channels.claim',
    unit: 'list',
    of: 'place',
    value: ['branch', 'lapakAsikOnSite', 'lapakAsikOnline'],
    ...SEEN,
  },
  { id: 'channels.jmo.asks', unit: 'rule', value: true, ...SEEN },
  { id: 'channels.jmo.troubles', unit: 'rule', value: true, ...COMMON },
  { id: 'channels.jmo.screens', unit: 'open', value: null, ...UNSETTLED },
  { id: 'channels.claim.jkmThroughJmo', unit: 'open', value: null, ...UNSETTLED },
] as const satisfies readonly Fact[]
