import { lint } from '../engine/lint.ts'
import { withWorld } from '../main.ts'
import { mendPages } from '../services/reach-fold.ts'
import type { World } from '../services/world.ts'
import { brokenLink } from '../store/audit.ts'
import { outboxCounts } from '../store/outbox.ts'
import { readSettings } from '../store/settings.ts'
import { countWorkers } from '../store/workers.ts'
import type { Command } from './command.ts'
import { readOptions } from './options.ts'

interface Finding {
  mark: 'ok' | 'look' | 'bad'
  key: string
  values?: Record<string, string | number>
}

const MARKS = { ok: '✓', look: '!', bad: '✗' }

/** `doctor`: looks at the installation and says what is well and what wants an eye; exit code 1 when something is wrong. */
export const doctor: Command = async (args, shell) => {
  readOptions(args, {})
  return withWorld(shell, async (world) => {
    const findings = [...(await inDatabase(world)), ...inWords(world)]
    for (const { mark, key, values } of findings)
      shell.out(`${MARKS[mark]} ${shell.say([`cli.doctor.${key}`, values ?? {}])}`)
    return findings.some(({ mark }) => mark === 'bad') ? 1 : 0
  })
}

/** A damaged database is asked nothing more: its answers would be worth nothing. */
async function inDatabase(world: World): Promise<Finding[]> {
  const faults = await world.database.faults()
  return faults.length > 0
    ? [{ mark: 'bad', key: 'corrupt', values: { n: faults.length, first: faults[0]! } }]
    : [{ mark: 'ok', key: 'sound' }, ...(await inTables(world)), await inPages(world)]
}

async function inTables({ database }: World): Promise<Finding[]> {
  return await database.run(function* (db) {
    const broken = yield* brokenLink(db)
    const { waiting, failed, unknown } = yield* outboxCounts(db)
    const { branchAddress, helpline, officialAccounts } = yield* readSettings(db)
    const unset = Object.entries({ branchAddress, helpline, officialAccounts }).filter(([, value]) => value === null)
    return [
      { mark: 'ok', key: 'database', values: { engine: db.engine, workers: yield* countWorkers(db) } },
      { mark: 'ok', key: 'key' },
      broken === undefined
        ? { mark: 'ok', key: 'audit' }
        : { mark: 'bad', key: 'auditBroken', values: { position: broken } },
      { mark: failed + unknown > 0 ? 'look' : 'ok', key: 'outbox', values: { waiting, failed, unknown } },
      ...(unset.length > 0
        ? [{ mark: 'look' as const, key: 'unset', values: { keys: unset.map(([key]) => key).join(', ') } }]
        : []),
    ] satisfies Finding[]
  })
}

async function inPages(world: World): Promise<Finding> {
  const pages = await mendPages(world)
  return pages === 0 ? { mark: 'ok', key: 'pages' } : { mark: 'look', key: 'pagesMended', values: { pages } }
}

function inWords({ house, words }: World): Finding[] {
  const faults = lint(house, (key) => words.has('id', key))
  return faults.length === 0
    ? [{ mark: 'ok', key: 'words' }]
    : [{ mark: 'bad', key: 'wordsMissing', values: { n: faults.length, first: faults[0]! } }]
}
