// In this order: each names itself and those that come after it.
const BROWSERS: readonly (readonly [mark: RegExp, name: string])[] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]
const SYSTEMS: typeof BROWSERS = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iPhone'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'Mac'],
  [/Linux|X11|CrOS/, 'Linux'],
]

/** Browser and system in a few words out of a `User-Agent`, coarse on purpose; `-` for what cannot be told. */
export function deviceWord(userAgent: string): string {
  const named = (names: typeof BROWSERS) => names.find(([mark]) => mark.test(userAgent))?.[1]
  return [named(BROWSERS), named(SYSTEMS)].filter(Boolean).join(', ') || '-'
}
