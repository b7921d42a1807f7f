import { CallTimeout, isOfPage } from './fault.ts'

/**
 * How a run of the browser came to its end: `unlinked`: the phone has ended the link, or WhatsApp has; `conflict`: the same
 * link is in use elsewhere; `blocked`: WhatsApp lets the account or this version in no longer; `pageChanged`: the page is no
 * longer as the library knows it.
 */
export type Ending =
  | 'noBrowser'
  | 'noStart'
  | 'browserGone'
  | 'frozen'
  | 'noPage'
  | 'pageChanged'
  | 'unlinked'
  | 'conflict'
  | 'blocked'
  | 'stopped'

const STATES: Readonly<Record<string, Ending>> = {
  LOGOUT: 'unlinked',
  UNPAIRED: 'unlinked',
  UNPAIRED_IDLE: 'unlinked',
  CONFLICT: 'conflict',
  TOS_BLOCK: 'blocked',
  SMB_TOS_BLOCK: 'blocked',
  PROXYBLOCK: 'blocked',
  DEPRECATED_VERSION: 'pageChanged',
}

/** What a state of the page with which the library gives up comes to. */
export function endingOfState(state: string): Ending {
  return STATES[state] ?? 'noPage'
}

/** What it comes to that the browser could not be brought as far as the page. */
export function endingOfStart(error: unknown, hasBrowser: boolean): Ending {
  if (!hasBrowser) return 'noStart'
  if (error instanceof CallTimeout || (error instanceof Error && error.message.includes('net::'))) return 'noPage'
  return isOfPage(error) ? 'pageChanged' : 'browserGone'
}
