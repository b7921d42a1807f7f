import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { agency } from '../../src/commands/agency.ts'
import { officer } from '../../src/commands/officer.ts'
import { token } from '../../src/commands/token.ts'
import { TurnableClock } from '../../src/domain/clock.ts'
import { withWorld } from '../../src/main.ts'
import { acceptLink } from '../../src/services/accounts/links.ts'
import { all } from '../store/rows.ts'
import { PASSWORD } from '../support/desk.ts'
import { piped, type TestShell } from '../support/shell.ts'
import { TUESDAY } from '../support/world.ts'

let folder: string
let shell: TestShell
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sapa-officer-'))
  shell = piped({ DATA_DIR: folder, LOG_LEVEL: 'silent' }, new TurnableClock(new Date(TUESDAY)))
  await agency(['add', 'DINKES', 'Dinas Kesehatan'], shell)
  shell.lines.length = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

const rows = <T extends 'officers' | 'apiTokens' | 'audit'>(table: T) =>
  withWorld(shell, ({ database }) => all(database, table))
const RINA = ['rina', '--name', 'Rina', '--role', 'clerk', '--agency', 'DINKES', '--kelurahan', 'pilang']

describe('sapa officer', () => {
  it('adds an account and prints a link on a line of its own', async () => {
    expect(await officer(['add', ...RINA], shell)).toBe(0)
    expect(shell.lines).toEqual([expect.stringMatching(/^http:\/\/localhost:8080\/petugas\/undangan\/[\w-]{43}$/)])
    expect(await rows('officers')).toMatchObject([{ username: 'rina', kelurahan: '35.74.01.1009', passwordHash: null }])
    expect((await rows('audit')).at(-1)).toMatchObject({ actor: 'operator', action: 'officer.added' })
  })

  it('lists accounts, and disables one', async () => {
    await officer(['add', ...RINA], shell)
    shell.lines.length = 0
    await officer(['disable', 'rina'], shell)
    await officer(['list'], shell)
    expect(shell.lines.join('\n')).toMatch(/dinonaktifkan[\s\S]+rina +Rina +clerk +Dinas Kesehatan +Pilang +nonaktif/)
  })

  it('enables one again, without visible tricks in the name', async () => {
    await officer(['add', 'rina', '--name', 'Rina\u202e\u0007 W', ...RINA.slice(3)], shell)
    await officer(['disable', 'rina'], shell)
    shell.lines.length = 0
    await officer(['enable', 'rina'], shell)
    await officer(['list'], shell)
    expect(shell.lines.join('\n')).toMatch(/aktif lagi[\s\S]+rina +Rina W +clerk/)
    expect(shell.lines.join('\n')).not.toContain('nonaktif')
  })

  it('prints a new link, after which the old one is dead', async () => {
    await officer(['add', ...RINA], shell)
    await officer(['link', 'RINA'], shell)
    const [old, fresh] = shell.lines.map((line) => line.split('/').at(-1)!)
    const accept = (link: string) =>
      withWorld(shell, (world) => acceptLink(world, link, { username: '', name: '', password: PASSWORD }))
    await expect(accept(old!)).rejects.toMatchObject({ code: 'account.linkGone' })
    await accept(fresh!)
  })

  it.each([
    [['add', 'rina', '--role', 'clerk'], 'cli.missing'],
    [['add', 'rina', '--name', 'R', '--role', 'king'], 'cli.badChoice'],
    [['add', 'rina', '--name', 'Rina', '--role', 'clerk'], 'account.needsScope'],
    [['add', 'rina', '--name', 'Rina', '--role', 'admin', '--agency', 'DINKES'], 'account.hasNoScope'],
    [['add', 'rina', '--name', 'Rina', '--role', 'clerk', '--agency', 'NONE'], 'operation.noAgency'],
    [['add', 'rina', '--name', 'Rina', '--role', 'clerk', '--kelurahan', 'Atlantis'], 'cli.visits.noKelurahan'],
    [['disable', 'nobody'], 'account.notFound'],
    [['enable', 'nobody'], 'account.notFound'],
    [['link', 'nobody'], 'account.notFound'],
    [['promote', 'rina'], 'cli.usage'],
  ])('refuses %j', async (args, code) => {
    await expect(officer(args, shell)).rejects.toMatchObject({ code })
    expect(await rows('officers')).toEqual([])
  })
})

describe('sapa token', () => {
  it('prints a token once and keeps only its hash', async () => {
    expect(await token(['add', '--agency', 'DINKES'], shell)).toBe(0)
    expect(shell.lines).toEqual([expect.stringMatching(/^sapa_[\w-]{43}$/)])
    expect(JSON.stringify(await rows('apiTokens'))).not.toContain(shell.lines[0])
    await token(['list'], shell)
    expect(shell.lines.join('\n')).toContain('DINKES  2026-11-24')
  })

  it('is ended once', async () => {
    await token(['add', '--agency', 'DINKES'], shell)
    const { id } = (await rows('apiTokens'))[0]!
    await token(['revoke', id], shell)
    await expect(token(['revoke', id], shell)).rejects.toMatchObject({ code: 'operation.noToken' })
    await token(['list'], shell)
    expect(shell.lines.at(-1)).toContain('dicabut')
    expect((await rows('audit')).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['token.added', 'token.revoked']),
    )
  })

  it.each([
    [['add', '--agency', 'NONE'], 'operation.noAgency'],
    [['add'], 'cli.missing'],
    [['forget'], 'cli.usage'],
  ])('refuses %j', async (args, code) => {
    await expect(token(args, shell)).rejects.toMatchObject({ code })
  })
})
