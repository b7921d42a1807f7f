/** A name as a stranger may see it: `Siti Aminah` becomes `S*** A*****`. */
export function maskName(name: string): string {
  return name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => [...word][0] + '*'.repeat(Math.max(2, [...word].length - 1)))
    .join(' ')
}
