/** What a contribution file says of one month of one worker. */
export const PAYMENT_STATES = ['paid', 'unpaid'] as const
export type PaymentState = (typeof PAYMENT_STATES)[number]
