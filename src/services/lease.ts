import { holdLease } from '../store/leases.ts'
import type { World } from './world.ts'

/** Less than any lease lasts, so that one renewal may fail. */
const RENEWED_EVERY_MS = 5_000

/** What one process at a time does, for how long nobody else does it once that process is gone. */
export interface Lease {
  name: string
  holder: string
  forMs: number
}

/** Does what one process does at a time, and keeps the lease for as long as it takes; nothing while another holds it. */
export async function underLease(world: World, lease: Lease, deed: () => Promise<unknown>): Promise<void> {
  if (!(await keepLease(world, lease))) return
  const renewing = setInterval(() => void keepLease(world, lease).catch(() => {}), RENEWED_EVERY_MS)
  try {
    await deed()
  } finally {
    clearInterval(renewing)
  }
}

async function keepLease({ clock, database }: World, { name, holder, forMs }: Lease): Promise<boolean> {
  const now = clock.now()
  return await database.run((db) => holdLease(db, name, holder, now, new Date(now.getTime() + forMs)))
}
