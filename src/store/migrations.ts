import { fileURLToPath } from 'node:url'

/** Where the generated migrations of an engine lie; the same from `src` and from `dist`. */
export function migrationsOf(engine: 'sqlite' | 'postgres'): string {
  return fileURLToPath(new URL(`../../drizzle/${engine}`, import.meta.url))
}
