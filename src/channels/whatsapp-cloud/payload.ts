import { z } from 'zod'

// What Meta posts to us, as far as we read it: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
// Each part is read by itself, so that one of a shape that nobody knows takes nothing from the others.

export const payloadSchema = z.object({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(
    z.object({ id: z.string(), changes: z.array(z.object({ field: z.string(), value: z.unknown() })).default([]) }),
  ),
})

export const valueSchema = z.object({
  metadata: z.object({ phone_number_id: z.string() }).optional(),
  contacts: z.array(z.unknown()).default([]),
  messages: z.array(z.unknown()).default([]),
  statuses: z.array(z.unknown()).default([]),
  errors: z.array(z.unknown()).default([]),
})

/** Seconds since 1970, which come as a text; of others nothing is known. */
const instant = z.coerce
  .number()
  .int()
  .positive()
  .max(99_999_999_999)
  .transform((seconds) => new Date(seconds * 1000))
  .optional()
  .catch(undefined)

/** A name of an account: digits of a phone, or an id of letters and digits behind a country's two letters. */
const account = z.string().min(1).max(200)

export const contactSchema = z.object({ wa_id: account.optional(), user_id: account.optional() })

const media = z.object({
  id: z
    .string()
    .regex(/^[\w-]{1,200}$/)
    .optional()
    .catch(undefined),
  caption: z.string().optional(),
})
const reply = z.object({ id: z.string() })

export const messageSchema = z.object({
  id: z.string().min(1).max(500),
  // Left out where somebody hides their phone: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
  from: account.optional(),
  from_user_id: account.optional(),
  group_id: z.string().optional(),
  timestamp: instant,
  type: z.string().max(100),
  text: z.object({ body: z.string() }).optional(),
  button: z.object({ payload: z.string().optional(), text: z.string() }).optional(),
  interactive: z.object({ type: z.string(), button_reply: reply.optional(), list_reply: reply.optional() }).optional(),
  image: media.optional(),
  video: media.optional(),
  document: media.optional(),
  contacts: z.array(z.object({ phones: z.array(z.object({ phone: z.string().optional() })).optional() })).optional(),
  /** Of a contact card: whether it answers our question for the writer's own phone. */
  origin: z.string().optional(),
  system: z
    .object({
      type: z.string().optional(),
      wa_id: account.optional(),
      new_wa_id: account.optional(),
      user_id: account.optional(),
      previous_user_id: account.optional(),
    })
    .optional(),
})
export type CloudMessage = z.infer<typeof messageSchema>

const fault = z.object({ code: z.coerce.number().int().optional().catch(undefined) })

export const statusSchema = z.object({
  id: z.string().min(1).max(500),
  status: z.string(),
  timestamp: instant,
  biz_opaque_callback_data: z.string().optional(),
  errors: z.array(fault).optional(),
})
export type CloudStatus = z.infer<typeof statusSchema>

export const errorSchema = fault
