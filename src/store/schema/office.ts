import type { Kit } from '../kit.ts'

/** What the installation itself keeps: keys, settings, leases, and who did what. */
export function officeTables(k: Kit) {
  /** Data keys, wrapped by a key that is derived from the master key. */
  const dataKeys = k.table('data_keys', {
    id: k.text().primaryKey(),
    purpose: k.text({ enum: ['seal', 'index'] }).notNull(),
    wrapped: k.text().notNull(),
    createdAt: k.instant().notNull(),
  })

  const settings = k.table('settings', {
    key: k.text().primaryKey(),
    /** In a list: drizzle reads a bare JSON string of digits, such as a helpline, back from PostgreSQL as a number. */
    value: k.json().$type<[unknown]>().notNull(),
    updatedAt: k.instant().notNull(),
    updatedBy: k.text().notNull(),
  })

  const leases = k.table('leases', {
    name: k.text().primaryKey(),
    holder: k.text().notNull(),
    until: k.instant().notNull(),
  })

  /** Rows are added unchained inside the works; one lease holder numbers and chains them within seconds. */
  const audit = k.table(
    'audit',
    {
      id: k.text().primaryKey(),
      at: k.instant().notNull(),
      actor: k.text().notNull(),
      action: k.text().notNull(),
      subject: k.text().notNull(),
      detail: k.json().$type<Record<string, string | number>>().notNull(),
      position: k.int(),
      hash: k.text(),
    },
    (t) => [k.unique('audit_chain').on(t.position)],
  )

  return { dataKeys, settings, leases, audit }
}
