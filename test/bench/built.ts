/**
 * A module as it was built into `dist`: what runs there is what an installation runs, and Node cannot strip pages (`.tsx`).
 * `path` is the module's below `src`, without its ending.
 */
export async function built<T>(path: string): Promise<T> {
  return (await import(new URL(`../../dist/${path}.js`, import.meta.url).href)) as T
}
