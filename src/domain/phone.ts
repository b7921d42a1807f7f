/**
 * An Indonesian phone as digits with the country code (`628…`), from any common spelling: `0812-3456`, `+62 812`, `62812`, `812`.
 * Undefined where it cannot be one: 62 and then 8 to 12 digits that do not begin with 0.
 */
export function readPhone(text: string): string | undefined {
  const digits = text.replace(/[\s().+\-‐‑–_·'`’/]/g, '')
  if (!/^\d+$/.test(digits)) return undefined
  const national = digits.replace(/^(?:0062|620|62|0)/, '')
  return /^[1-9]\d{7,11}$/.test(national) ? `62${national}` : undefined
}
