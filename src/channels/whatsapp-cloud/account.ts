import { z } from 'zod'
import type { Abilities } from '../channel.ts'
import { ABILITIES } from './dress.ts'

/** What we ask Meta about our number. */
export const NUMBER_FIELDS = 'display_phone_number,quality_rating,throughput,whatsapp_business_manager_messaging_limit'

export const numberSchema = z.object({
  display_phone_number: z.string().optional(),
  quality_rating: z.string().optional(),
  throughput: z.object({ level: z.string().optional() }).optional(),
  whatsapp_business_manager_messaging_limit: z.string().optional(),
})
export type CloudNumber = z.infer<typeof numberSchema>

/** Of the 1,000 messages a second of a number whose throughput Meta has raised, in and out. */
const HIGH_PER_SECOND = 900

// Persons in any 24 hours, of the whole portfolio: https://developers.facebook.com/documentation/business-messaging/whatsapp/messaging-limits
const TIERS: Readonly<Record<string, number>> = {
  TIER_50: 50,
  TIER_250: 250,
  TIER_1K: 1000,
  TIER_2K: 2000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
}

/** What a number may do: its throughput, and the persons a day of its portfolio; of a tier that is not known, the least. */
export function abilitiesOf({ throughput, whatsapp_business_manager_messaging_limit: tier }: CloudNumber): Abilities {
  const { perDay: least, ...others } = ABILITIES
  const perSecond = throughput?.level === 'HIGH' ? HIGH_PER_SECOND : ABILITIES.perSecond
  if (tier === 'TIER_UNLIMITED') return { ...others, perSecond }
  return { ...others, perSecond, perDay: TIERS[tier ?? ''] ?? least! }
}
