/** Conversations that accompany somebody over days, and of which it is kept how far the person has come. */
export const WALKS = ['jmo'] as const
export type Walk = (typeof WALKS)[number]
