import { DomainError } from '../domain/errors.ts'
import { isDayOpen, isSettingKey, SETTING_KEYS, type Settings, settingSchemas } from '../domain/settings.ts'
import { withWorld } from '../main.ts'
import { note } from '../store/audit.ts'
import { readSettings, writeSetting } from '../store/settings.ts'
import type { Command } from './command.ts'
import { needed, readOptions } from './options.ts'

/** `setting get [KEY]` and `setting set KEY VALUE`; an empty VALUE unsets. */
export const setting: Command = async (args, shell) => {
  const [verb, key, ...words] = readOptions(args, {}).positionals
  if (verb === 'get') return get(shell, key)
  if (verb === 'set') return set(shell, needed('KEY', key), words.join(' '))
  throw new DomainError('cli.usage', { usage: 'sapa setting get [KEY] | sapa setting set KEY VALUE' })
}

function get(shell: Parameters<Command>[1], key: string | undefined): Promise<number> {
  if (key !== undefined && !isSettingKey(key)) throw unknown(key)
  return withWorld(shell, async ({ database }) => {
    const settings = await database.run(readSettings)
    for (const one of SETTING_KEYS) if (key === undefined || key === one) shell.out(`${one}\t${settings[one] ?? ''}`)
    return 0
  })
}

function set(shell: Parameters<Command>[1], key: string, value: string): Promise<number> {
  if (!isSettingKey(key)) throw unknown(key)
  const read = settingSchemas[key].safeParse(value === '' ? undefined : value)
  if (!read.success) throw new DomainError('cli.badSetting', { key })
  return withWorld(shell, async ({ database, clock, ids }) => {
    const now = clock.now()
    await database.run(function* (db) {
      const changed = { ...(yield* readSettings(db)), [key]: read.data }
      if (!isDayOpen(changed)) throw new DomainError('cli.noQuietNight', hoursOf(changed))
      yield* writeSetting(db, key, read.data, 'operator', now)
      yield* note(db, {
        id: ids.next(now),
        at: now,
        actor: 'operator',
        action: 'setting.changed',
        subject: `setting:${key}`,
        detail: {},
      })
    })
    shell.out(shell.say(['cli.settingSet', { key, value: String(read.data ?? '–') }]))
    return 0
  })
}

function hoursOf({ quietFrom, quietUntil }: Pick<Settings, 'quietFrom' | 'quietUntil'>) {
  return { quietFrom, quietUntil }
}

function unknown(key: string): DomainError {
  return new DomainError('cli.badChoice', { option: key.slice(0, 40), choices: SETTING_KEYS.join(', ') })
}
