import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { understanding } from '../../src/commands/understanding.ts'
import { ran } from './shell.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sapa-understanding-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const written = (name: string, ...lines: string[]) => {
  const file = path.join(folder, name)
  writeFileSync(file, lines.join('\n'))
  return file
}

describe('eval', () => {
  it('counts by language and topic, names what was confused and the false alarms', async () => {
    const file = written(
      'three.tsv',
      'id\tstatus_check\tapakah saya terdaftar',
      'id\tjht\tapakah saya terdaftar',
      'jv\twhen_paid\tkapan cair e',
      'id\tout_of_scope\tkapan santunan cair',
      '',
    )
    const { lines, code } = await ran(understanding, ['eval', file])
    expect(code).toBe(0)
    const shown = lines.map((line) => line.trim().replace(/ +/g, ' '))
    for (const line of ['id 1/2 50.0 %', 'jv 1/1 100.0 %', 'jht 0/1 0.0 %', 'id 1/1 100.0 %'])
      expect(shown).toContain(line)
    expect(shown).toContain('jht → status_check 1')
  })

  it('takes the language from the name of a file of two columns', async () => {
    const { lines } = await ran(understanding, ['eval', written('mad.tsv', 'when_paid\tbila caer')])
    expect(lines.join('\n')).toContain('mad  1/1')
  })

  it('refuses a line that it cannot read, and says which', async () => {
    const file = written('bad.tsv', 'id\tjht\tjht saya', 'nothing here')
    await expect(ran(understanding, ['eval', file])).rejects.toMatchObject({
      code: 'cli.understanding.badLine',
      values: { line: 2 },
    })
  })

  it('refuses a file that is not there', async () => {
    const missing = path.join(folder, 'missing.tsv')
    await expect(ran(understanding, ['eval', missing])).rejects.toMatchObject({ code: 'cli.understanding.noFile' })
  })
})

describe('explain', () => {
  it('shows the words as they were judged, the language, the likeliest topics and what decided', async () => {
    const { lines } = await ran(understanding, ['explain', 'lek mati oleh piro?'])
    const text = lines.join('\n')
    for (const part of ['amount', 'kalau mati dapat berapa', 'jv', 'berapa']) expect(text).toContain(part)
  })

  it('shows no number of a person', async () => {
    const { lines } = await ran(understanding, ['explain', 'nik 3574010302809001 terdaftar?'])
    expect(lines.join('\n')).not.toContain('3574010302809001')
  })
})

it.each([[[]], [['eval']], [['train', 'x']], [['eval', 'a', 'b']]])('says how it is used for %j', async (args) => {
  await expect(ran(understanding, args)).rejects.toMatchObject({ code: 'cli.usage' })
})
