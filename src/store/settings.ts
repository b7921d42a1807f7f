import { eq } from 'drizzle-orm'
import { type SettingKey, type Settings, settingsFrom } from '../domain/settings.ts'
import { type Db, exec, type Work } from './work.ts'

export function* readSettings(db: Db): Work<Settings> {
  const rows = yield* exec(db.select().from(db.t.settings))
  return settingsFrom(Object.fromEntries(rows.map(({ key, value }) => [key, value[0]])))
}

/** Keeps a setting; `null` unsets it. */
export function* writeSetting(db: Db, key: SettingKey, value: unknown, by: string, at: Date): Work<void> {
  if (value === null) return void (yield* exec(db.delete(db.t.settings).where(eq(db.t.settings.key, key))))
  const set = { value: [value] as [unknown], updatedAt: at, updatedBy: by }
  yield* exec(
    db
      .insert(db.t.settings)
      .values({ key, ...set })
      .onConflictDoUpdate({ target: db.t.settings.key, set }),
  )
}
