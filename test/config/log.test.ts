import { describe, expect, it } from 'vitest'
import { openLog } from '../../src/config/log.ts'
import { DomainError } from '../../src/domain/errors.ts'
import { StoreError } from '../../src/store/work.ts'

const NIK = '3574015708709001'

describe('the log', () => {
  it('says what happened, where and when', () => {
    const line = logged((log) => log.info({ sweep: 'deliver', took: 12 }, 'swept'))
    expect(JSON.parse(line)).toMatchObject({ level: 'info', sweep: 'deliver', took: 12, msg: 'swept' })
    expect(JSON.parse(line).time).toMatch(/^\d{4}-\d\d-\d\dT/)
  })

  it.each([
    ['in the words', (log: Log) => log.warn({}, `saw ${NIK}`)],
    ['in a value, however deep', (log: Log) => log.warn({ row: { cells: [`NIK ${NIK}`] } }, 'row')],
    ['as a number', (log: Log) => log.warn({ row: Number(NIK) }, 'row')],
    ['spaced like a phone', (log: Log) => log.warn({ sender: '0810-0000-9001' }, 'sender')],
    ['in an error', (log: Log) => log.error({ error: new Error(`no ${NIK}`) }, 'failed')],
    ['in an error that is all there is', (log: Log) => log.error(new Error(`no ${NIK}`) as object, undefined as never)],
    ['in the name of a field', (log: Log) => log.error({ [NIK]: new Map([[NIK, NIK]]) }, 'failed')],
  ])('hides a number %s', (_, act) => {
    expect(logged(act)).not.toMatch(/\d{9}|0810/)
  })

  it('hides what stands under a private name', () => {
    const line = logged((log) => log.info({ name: 'Siti Aminah', text: 'halo', nested: { token: 'abc' } }, 'x'))
    expect(line).not.toMatch(/Siti|halo|abc/)
  })

  it('tells an error by kind and place; one that may repeat what it was given without its words', () => {
    const cause = new Error('insert into workers values (Siti)')
    const line = logged((log) => log.error({ error: new StoreError('store.full', cause) }, 'x'))
    expect(line).toContain('store.full')
    expect(line).toContain('log.test.ts')
    expect(line).not.toContain('Siti')
    expect(logged((log) => log.error({ error: new SyntaxError('"Siti" is not JSON') }, 'x'))).not.toContain('Siti')
    expect(logged((log) => log.error({ error: new DomainError('cli.usage') }, 'x'))).toContain('cli.usage')
  })

  it('keeps our ids and times readable', () => {
    const id = '019ab123-1111-7222-8333-123456789012'
    expect(logged((log) => log.info({ id, at: new Date(0) }, 'x'))).toContain(id)
  })
})

type Log = ReturnType<typeof openLog>

function logged(act: (log: Log) => void): string {
  const lines: string[] = []
  act(openLog({ logLevel: 'info' }, { write: (line: string) => void lines.push(line) }))
  return lines.join('')
}
