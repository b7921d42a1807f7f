import type { Text } from '../domain/message.ts'
import type { PublicSettings } from '../domain/settings.ts'

/** The office and the helpline that the installation has set; nothing of what it has not. */
export function officeWords({ branchAddress: address, branchHours, helpline }: PublicSettings): { say: Text }[] {
  return [
    ...(address ? [{ say: ['human.address', { address, hours: branchHours ?? '' }] as const }] : []),
    ...(helpline ? [{ say: ['human.helpline', { helpline }] as const }] : []),
  ]
}
