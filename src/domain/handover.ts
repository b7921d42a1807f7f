/** What happens in a thread between a person and an officer; `left`: the person called the bot back. */
export const HANDOVER_KINDS = ['taken', 'replied', 'closed', 'left'] as const
export type HandoverKind = (typeof HANDOVER_KINDS)[number]

const SILENT_MS = 24 * 3_600_000

/**
 * Whether the bot keeps silent in a chat: from an officer's taking it or first word until it is closed, but no longer than
 * 24 hours after an officer's last word, so that nobody waits for ever for somebody who has gone home.
 */
export function isSilent(handover: { officerAt: Date | null; closedAt?: Date | null } | null, now: Date): boolean {
  if (!handover?.officerAt || handover.closedAt) return false
  return handover.officerAt > silentSince(now)
}

/** An officer's word after this instant still keeps the bot silent. */
export function silentSince(now: Date): Date {
  return new Date(now.getTime() - SILENT_MS)
}
