import type { NotSent, Receipt } from '../channel.ts'
import { outcomeOfCode } from './error-codes.ts'
import type { CloudStatus } from './payload.ts'

const OURS = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** What a status tells of a message of ours; undefined where it tells nothing that counts. */
export function readStatus(status: CloudStatus): Receipt | undefined {
  const told = toldIn(status)
  if (!told) return undefined
  const ours = status.biz_opaque_callback_data
  const theirs = status.id
  const message = ours !== undefined && OURS.test(ours) ? { ours, theirs } : { theirs }
  return { message, ...(status.timestamp && { at: status.timestamp }), ...told }
}

type Told = { kind: 'sent' | 'delivered' | 'read' } | { kind: 'failed'; outcome: NotSent }

function toldIn({ status, errors = [] }: CloudStatus): Told | undefined {
  if (status === 'sent' || status === 'delivered' || status === 'read') return { kind: status }
  // A voice message that was listened to.
  if (status === 'played') return { kind: 'read' }
  return status === 'failed' ? { kind: 'failed', outcome: outcomeOfCode(errors[0]?.code) } : undefined
}
