/**
 * A module as it was built into `dist`: what runs there is what an installation runs, and Node cannot strip pages (`.tsx`).
 * `path` is the module's below `src`, without its ending.
 */
export async function built<T>(path: string): Promise<T> {
  const load = async (module: string) => await import(new URL(`../../dist/${module}.js`, import.meta.url).href)
  const { frugally } = (await load('frugally')) as { frugally(load: () => Promise<T>): Promise<T> }
  return await frugally(() => load(path))
}
