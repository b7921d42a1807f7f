import { expect, it } from 'vitest'
import { classify } from '../../src/commands/classify.ts'
import { ran } from './shell.ts'

it('says of each line what it is taken for, in order', async () => {
  const utterances = ['bpjs sy masih aktif gak', 'MENU', 'Stop. Terima kasih', 'hujan deras sekali', '', 'makasih ya']
  const { lines, code } = await ran(classify, [], `${utterances.join('\n')}\n`)
  expect(code).toBe(0)
  expect(lines.map((line) => line.split('\t')[0])).toEqual([
    ...['status_check', 'menu', 'stop', 'out_of_scope', 'out_of_scope', 'thanks'],
  ])
  for (const line of lines) expect(line).toMatch(/^[a-z_]+\t[01]\.\d{3}$/)
})

it('takes lines that end as on Windows', async () => {
  expect((await ran(classify, [], 'menu\r\nbatal\r\n')).lines).toEqual(['menu\t1.000', 'cancel\t1.000'])
})

it('refuses options', async () => {
  await expect(ran(classify, ['--fast'])).rejects.toMatchObject({ code: 'cli.badOption' })
})
