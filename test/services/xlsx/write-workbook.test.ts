import { buffer } from 'node:stream/consumers'
import { inflateRawSync } from 'node:zlib'
import readExcelFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { zipDirectory } from '../../../src/services/rosters/zip-directory.ts'
import type { Cell } from '../../../src/services/xlsx/sheet-xml.ts'
import { writeWorkbook } from '../../../src/services/xlsx/write-workbook.ts'

const columns = [
  { title: 'Satu', width: 10 },
  { title: 'Dua', width: 10 },
]
const written = (rows: AsyncIterable<Cell[]> | Iterable<Cell[]>) =>
  buffer(writeWorkbook([{ name: 'Isi', columns, rows }], new Date('2026-11-24T02:00:00Z')))
const cellsOf = async (...row: Cell[]) => (await readExcelFile(await written([row])))[0]!.data[1]

describe('a workbook', () => {
  it.each(['=1+1', '+62', '-3', '@SUM(A1)', "'x", '0012', ' x ', '<b>&"\'', '1e5', '_x0041_', 'é 你 👷'])(
    'keeps the text %s as it is, as text',
    async (text) => {
      expect(await cellsOf(text, 7)).toEqual([text.trim(), 7])
    },
  )

  it('holds no formula and marks text so that editing makes none', async () => {
    const entries = zipDirectory(await written([['=1+1', null]]))!
    const part = (path: string) => inflateRawSync(entries.find(({ name }) => name === path)!.stored).toString()
    expect(part('xl/worksheets/sheet1.xml')).toContain('=1+1')
    expect(part('xl/worksheets/sheet1.xml')).not.toContain('<f')
    expect(part('xl/styles.xml')).toContain('quotePrefix="1"')
  })

  it('leaves out what XML cannot hold', async () => {
    expect(await cellsOf('a\u0000b\u001fc\ud800', 1)).toEqual(['abc\ufffd', 1])
  })

  it('cuts what no cell can hold', async () => {
    const [text] = (await cellsOf('x'.repeat(40_000), null))!
    expect(text).toHaveLength(32_767)
  })

  it('asks for the sheet that stands first when the others have been read', async () => {
    let seen = 0
    function* late(): Generator<Cell[]> {
      for (; seen < 3; seen++) yield ['baris', seen]
    }
    function* first(): Generator<Cell[]> {
      yield ['jumlah', seen]
    }
    const sheets = [
      { name: 'Ringkasan', columns, rows: first() },
      { name: 'Baris', columns, rows: late() },
    ]
    const read = await readExcelFile(await buffer(writeWorkbook(sheets, new Date(0))))
    expect(read.map(({ sheet, data }) => [sheet, data.at(-1)])).toEqual([
      ['Ringkasan', ['jumlah', 3]],
      ['Baris', ['baris', 2]],
    ])
  })

  it('ends with the error of a row that cannot be read', async () => {
    async function* broken(): AsyncGenerator<Cell[]> {
      yield ['a', 1]
      throw new Error('gone')
    }
    await expect(written(broken())).rejects.toThrow('gone')
  })

  it('does not read rows faster than it is read', async () => {
    let asked = 0
    function* many(): Generator<Cell[]> {
      for (; asked < 200_000; asked++) yield [`baris ${asked} ${Math.sin(asked)}`, asked]
    }
    const stream = writeWorkbook([{ name: 'Isi', columns, rows: many() }], new Date(0))
    await new Promise((resolve) => stream.once('readable', resolve))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(asked).toBeLessThan(50_000)
    stream.destroy()
  })
})
