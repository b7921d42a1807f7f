/** Languages whose words are understood. */
export const TONGUES = ['id', 'jv', 'mad'] as const
export type Tongue = (typeof TONGUES)[number]
