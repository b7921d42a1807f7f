/**
 * A member number (KPJ) as it is compared, however a list or a spreadsheet writes it: letters and digits alone, capitals,
 * without leading zeros, which spreadsheets eat. Undefined for what cannot be one: 4 to 20 digits, after 3 letters at the most.
 */
export function memberNumberKey(text: string): string | undefined {
  const key = text
    .replace(/[.,]0+$/, '')
    .replace(/[\s.\-/'’]/g, '')
    .toUpperCase()
    .replace(/^0+/, '')
  return /^[A-Z]{0,3}\d{4,20}$/.test(key) ? key : undefined
}
