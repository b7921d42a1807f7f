import { lt } from 'drizzle-orm'
import { type Db, exec, type Work } from './work.ts'

/** Uses the key of a form up; false when that form was handed in before. */
export function* useFormKey(db: Db, keyHash: string, at: Date): Work<boolean> {
  const { formKeys } = db.t
  const used = yield* exec(db.insert(formKeys).values({ keyHash, usedAt: at }).onConflictDoNothing().returning())
  return used.length > 0
}

/** Forgets the keys of forms that no session can hand in any more. */
export function* forgetFormKeys(db: Db, before: Date): Work<void> {
  yield* exec(db.delete(db.t.formKeys).where(lt(db.t.formKeys.usedAt, before)))
}
