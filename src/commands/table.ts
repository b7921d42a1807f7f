/** Rows as columns of a terminal: the first columns as wide as their widest cell, numbers to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((wide, row) => row.map((cell, at) => Math.max(wide[at] ?? 0, cell.length)), [])
  const pad = (cell: string, at: number, last: number) =>
    /^\d[\d.]*$/.test(cell) ? cell.padStart(widths[at]!) : at === last ? cell : cell.padEnd(widths[at]!)
  return rows.map((row) => `  ${row.map((cell, at) => pad(cell, at, row.length - 1)).join('  ')}`).join('\n')
}
