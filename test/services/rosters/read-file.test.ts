import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import writeExcelFile, { type SheetData } from 'write-excel-file/node'
import { DomainError } from '../../../src/domain/errors.ts'
import type { RosterLine } from '../../../src/domain/roster/row.ts'
import { openRosterFile } from '../../../src/services/rosters/read-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roster-'))
})
afterAll(() => rm(folder, { recursive: true }))

const COLUMNS = 'nik, nama, tanggal_lahir, kelurahan'
const HEADER = 'nik,nama,tanggal_lahir,kelurahan,alamat'
const WORKER = '3574035708709001,Siti Aminah,17-08-1970,Jati,Jl. Mawar'
const NAMED = {
  nik: '3574035708709001',
  name: 'Siti Aminah',
  bornOn: '17-08-1970',
  kelurahan: 'Jati',
  address: 'Jl. Mawar',
}

async function file(content: string | Buffer, name = 'daftar.csv'): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

async function linesOf(path: string): Promise<RosterLine[]> {
  const roster = await openRosterFile(path)
  return collect(roster.lines())
}

async function collect<T>(things: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const thing of things) all.push(thing)
  return all
}

async function refusal(path: string): Promise<{ code: string; values: object }> {
  const error = await linesOf(path).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(DomainError)
  const { code, values } = error as DomainError
  return { code: code.replace('roster.error.', ''), values }
}

describe('a CSV file is read', () => {
  it.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['bars', '|'],
  ])('with %s', async (_, delimiter) => {
    const path = await file(`${HEADER}\n${WORKER}\n`.replaceAll(',', delimiter))
    expect(await linesOf(path)).toEqual([{ line: 2, cells: NAMED, notes: {} }])
  })

  it.each<[string, (text: string) => Buffer]>([
    ['UTF-8', (text) => Buffer.from(text)],
    ['UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 LE without a mark', (text) => Buffer.from(text, 'utf16le')],
    ['UTF-16 BE with a mark', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['Windows-1252', (text) => Buffer.from(text, 'latin1')],
  ])('in %s', async (_, encode) => {
    const path = await file(encode(`${HEADER}\n${WORKER.replace('Siti', 'Thérèse')}\n`))
    expect((await linesOf(path))[0]?.cells.name).toBe('Thérèse Aminah')
  })

  it.each(['\n', '\r\n', '\r'])('with line ends %j, the last one missing', async (end) => {
    const path = await file([HEADER, WORKER, '', WORKER].join(end))
    expect((await linesOf(path)).map(({ line }) => line)).toEqual([2, 4])
  })

  it('whose first odd letter stands far down, on the edge of a piece', async () => {
    const many = `${WORKER}\n`.repeat(2000)
    for (const shift of ['', 'x', 'xx', 'xxx']) {
      const path = await file(`${HEADER}\n${many}${WORKER}${shift}\n${many.replaceAll('Siti', 'Thérèse')}`)
      const names = (await linesOf(path)).map(({ cells }) => cells.name)
      expect(names.slice(2001).every((name) => name === 'Thérèse Aminah')).toBe(true)
    }
  })

  it('with titles above the header, numbers below it and blank lines between', async () => {
    const text = ['DAFTAR PEKERJA', 'Tahun 2026', '', HEADER, '(1),(2),(3),(4),(5)', '', WORKER, ',,,,'].join('\n')
    const roster = await openRosterFile(await file(text))
    expect(roster).toMatchObject({ format: 'csv', name: 'daftar.csv', headerLine: 4 })
    expect(await collect(roster.lines())).toEqual([{ line: 7, cells: NAMED, notes: {} }])
  })

  it('with columns in any order, unknown ones kept as notes', async () => {
    const roster = await openRosterFile(await file(`Hobi,Kel.,No,NAMA,TTL,No. KTP\nmemancing,Jati,1,Siti,17/8/70,12\n`))
    expect(roster.columns).toEqual(['kelurahan', 'name', 'bornOn', 'nik'])
    expect(roster.notes).toEqual(['Hobi'])
    expect(await collect(roster.lines())).toEqual([
      {
        line: 2,
        cells: { kelurahan: 'Jati', name: 'Siti', bornOn: '17/8/70', nik: '12' },
        notes: { Hobi: 'memancing' },
      },
    ])
  })

  it('with separators, quotes and line breaks inside quoted cells, lines counted as an editor does', async () => {
    const path = await file(`${HEADER}\n${WORKER.replace('Jl. Mawar', '"Jl. ""Mawar"", 3\nRT 2"')}\n${WORKER}\n`)
    const lines = await linesOf(path)
    expect(lines.map(({ line }) => line)).toEqual([2, 4])
    expect(lines[0]?.cells.address).toBe('Jl. "Mawar", 3\nRT 2')
  })

  it('with every cell quoted, the header over two lines', async () => {
    const text = `${HEADER}\n${WORKER}\n`.replace(/[^,\n]+/g, '"$&"').replace('tanggal_lahir', 'Tanggal\nLahir')
    for (const delimiter of ',;\t|') {
      expect(await linesOf(await file(text.replaceAll(',', delimiter)))).toEqual([{ line: 3, cells: NAMED, notes: {} }])
    }
  })

  it('with quotes inside unquoted cells', async () => {
    const path = await file(`${HEADER}\n${WORKER.replace('Mawar', '"Mawar"')}\n${WORKER}\n`)
    expect((await linesOf(path)).map(({ cells }) => cells.address)).toEqual(['Jl. "Mawar"', 'Jl. Mawar'])
  })

  it('with Excel’s ="0812" for text', async () => {
    const path = await file(`${HEADER}\n"=""3574035708709001""",Siti,17-08-1970,Jati,x\n`)
    expect((await linesOf(path))[0]?.cells.nik).toBe('3574035708709001')
  })

  it('with more cells than the header, which the line tells', async () => {
    const path = await file(`${HEADER}\n${WORKER},RT 2\n${WORKER},,\n`)
    expect((await linesOf(path)).map(({ isTooLong }) => isTooLong)).toEqual([true, undefined])
  })

  it('whatever its name ends in, as long as it is text', async () => {
    expect(await linesOf(await file(`${HEADER}\n${WORKER}`, 'daftar.TXT'))).toHaveLength(1)
  })
})

describe('a file is refused, with the place', () => {
  const csv = 'daftar.csv'
  it.each<[string, string, string, object]>([
    ['empty', '', 'empty', { file: csv }],
    ['nothing but blanks', '\n \n', 'empty', { file: csv }],
    ['a header only', `${HEADER}\n`, 'noRows', { file: csv }],
    ['an unknown separator', `${HEADER}\n${WORKER}\n`.replaceAll(',', '^'), 'oneColumn', { file: csv, line: 1 }],
    ['no header', `${WORKER}\n${WORKER}\n`, 'headerMissing', { file: csv, line: 1, columns: COLUMNS }],
    ['columns of which none is known', 'a;b\n1;2\n', 'headerMissing', { file: csv, line: 1, columns: COLUMNS }],
    [
      'missing columns',
      'judul\nnik,nama\n1,2\n',
      'columnMissing',
      { file: csv, line: 2, column: 'tanggal_lahir, kelurahan' },
    ],
    ['a column twice', `${HEADER},No KTP\n`, 'columnTwice', { file: csv, line: 1, column: 'nik' }],
    ['two header rows', `${HEADER}\n${HEADER}\n${WORKER}`, 'twoHeaders', { file: csv, line: 2, first: 1 }],
    [
      'a header again far below',
      `${HEADER}\n${`${WORKER}\n`.repeat(30)}${HEADER}\n${WORKER}`,
      'twoHeaders',
      { file: csv, line: 32, first: 1 },
    ],
    [
      'a formula',
      `${HEADER}\n${WORKER}\n${WORKER.replace('Jati', '=A1')}`,
      'formula',
      { file: csv, line: 3, column: 'kelurahan' },
    ],
    ['a quote never closed', `${HEADER}\n${WORKER}\n1,"Siti\n`, 'quoteNeverClosed', { file: csv, line: 3 }],
    [
      'a quote that would swallow many lines',
      `${HEADER}\n${WORKER.replace('Siti', '"Siti')}\n${`${WORKER}\n`.repeat(50)}`,
      'quoteNeverClosed',
      { file: csv, line: 2 },
    ],
    [
      'a quote that closes in the wrong place',
      `${HEADER}\n${WORKER}\n${WORKER.replace('Siti', '"Siti" x')},"\n`,
      'strayQuote',
      { file: csv, line: 3 },
    ],
    ['binary rubbish', '\u0000\u0001\u0002PNG\u0000\u0000\u0003', 'binary', { file: csv }],
    ['a picture', '\u0089PNG\r\n\u001a\n\u0000\u0000\u0000', 'binary', { file: csv }],
  ])('%s', async (_, content, code, values) => {
    expect(await refusal(await file(content))).toEqual({ code, values })
  })

  it('two header rows that share the columns between them', async () => {
    const path = await file('nik,nama,,\n,,tanggal_lahir,kelurahan\n1,2,3,4\n')
    expect(await refusal(path)).toEqual({ code: 'twoHeaders', values: { file: csv, line: 2, first: 1 } })
  })

  it('none, a folder, an unknown type, an old Excel file', async () => {
    await mkdir(join(folder, 'folder.csv'))
    expect((await refusal(join(folder, 'nowhere.csv'))).code).toBe('notFound')
    expect(await refusal(join(folder, 'folder.csv'))).toEqual({ code: 'folder', values: { file: 'folder.csv' } })
    expect((await refusal(await file('x', 'daftar.pdf'))).code).toBe('unknownType')
    expect((await refusal(await file(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]), 'a.xls'))).code).toBe('oldExcel')
  })

  it('a sheet with a password, which lies in a container like that of the old Excel', async () => {
    const container = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    const locked = Buffer.concat([container, Buffer.alloc(504), Buffer.from('EncryptedPackage', 'utf16le')])
    for (const name of ['locked.xlsx', 'locked.xls'])
      expect(await refusal(await file(locked, name))).toEqual({ code: 'passwordOrOld', values: { file: name } })
  })

  it.each([
    ['the header', ''],
    ['a worker', `${HEADER}\n${WORKER}\n`],
    ['a worker with an open quote', `${HEADER}\n${WORKER}\n1,"`],
  ])('a line of 50 MB as %s, early and with flat memory', async (_, before) => {
    const path = join(folder, 'long.csv')
    const megabyte = 'x'.repeat(1_000_000)
    await pipeline(Readable.from([before, ...Array(50).fill(megabyte)]), createWriteStream(path))
    const heap = process.memoryUsage().rss
    const { code, values } = await refusal(path)
    expect(code).toBe('lineTooLong')
    expect(values).toMatchObject({ file: 'long.csv', line: before === '' ? 1 : 3 })
    expect(process.memoryUsage().rss - heap).toBeLessThan(30_000_000)
  })
})

describe('an XLSX file', () => {
  const header = ['NIK', 'Nama', 'Tgl Lahir', 'Kelurahan', 'Umur']
  const date = { value: new Date('1970-08-17'), type: Date, format: 'dd/mm/yyyy' } as const
  const sheet = async (rows: SheetData, name = 'daftar.xlsx') => file(await writeExcelFile(rows).toBuffer(), name)

  it('whose NIKs are numbers that all end in 0 has lost their last digits', async () => {
    const numbers = [3574035708709010, 3574010302809020, 3574022205759030]
    const told = async (...niks: number[]) => {
      const path = await sheet([header, ...niks.map((nik) => [nik, 'Siti', '17-08-1970', 'Jati'])])
      return (await collect((await openRosterFile(path)).lines())).map(({ nikIsNumber }) => nikIsNumber)
    }
    expect(new Set(await told(...numbers))).toEqual(new Set(['rounded']))
    expect(new Set(await told(...numbers, 3574022205759031))).toEqual(new Set(['perhapsWhole']))
  })

  it('is read with dates, numbers, titles and rows counted as the sheet does', async () => {
    const path = await sheet([
      ['Daftar'],
      [],
      header,
      ['3574035708709001', 'Siti', date, 'Jati', 56],
      [],
      [3574035708709010, 'Budi', '17-08-1970', 'Pilang'],
    ])
    const roster = await openRosterFile(path)
    expect(roster).toMatchObject({ format: 'xlsx', headerLine: 3, notes: ['Umur'] })
    expect(await collect(roster.lines())).toEqual([
      {
        line: 4,
        cells: { nik: '3574035708709001', name: 'Siti', bornOn: '1970-08-17', kelurahan: 'Jati' },
        notes: { Umur: '56' },
      },
      {
        line: 6,
        cells: { nik: '3574035708709010', name: 'Budi', bornOn: '17-08-1970', kelurahan: 'Pilang' },
        notes: {},
        nikIsNumber: 'perhapsWhole',
      },
    ])
  })

  it('with numbers under the format of a date shows what Excel shows', async () => {
    const dated = (value: number) => ({ value, type: Number, format: 'dd/mm/yyyy' }) as const
    const path = await sheet([header, [dated(3574035708709001), 'Siti', dated(81_000_009), 'Jati', dated(25_797)]])
    expect(await linesOf(path)).toMatchObject([
      { cells: { nik: '#####', bornOn: '#####' }, notes: { Umur: '1970-08-17' } },
    ])
  })

  it('named .csv is read all the same', async () => {
    expect(await linesOf(await sheet([header, ['1', 'a', 'b', 'c']], 'sheet.csv'))).toHaveLength(1)
  })

  it('with a formula under a known column is refused; elsewhere its result is a note', async () => {
    const formula = { value: '=1+1', type: 'Formula' } as const
    const known = await sheet([header, ['1', 'a', 'b', 'c'], ['1', formula, 'b', 'c']])
    expect(await refusal(known)).toEqual({
      code: 'formula',
      values: { file: 'daftar.xlsx', line: 3, column: 'nama' },
    })
    expect(await linesOf(await sheet([header, ['1', 'a', 'b', 'c', formula]]))).toHaveLength(1)
  })

  it('with a formula below another in the title is refused all the same', async () => {
    const formula = { value: '=1+1', type: 'Formula' } as const
    const path = await sheet([['Daftar', formula], header, ['1', 'a', 'b', 'c'], ['1', formula, 'b', 'c']])
    expect(await refusal(path)).toEqual({ code: 'formula', values: { file: 'daftar.xlsx', line: 4, column: 'nama' } })
  })

  describe('of several sheets', () => {
    const row = (name: string) => ['3574035708709001', name, '17-08-1970', 'Jati']
    const guide: SheetData = [['Petunjuk'], ['Kelurahan', 'Kecamatan'], ['Jati', 'Mayangan']]

    it('gives the only one that is shown and filled, and names those that were passed over', async () => {
      const path = await file(
        await bookOf(
          ['Lama', [header, row('Lama')], 'hidden'],
          ['Sheet2', [[]]],
          ['Baru & sah', [header, row('Baru')]],
        ),
        'book.xlsx',
      )
      const roster = await openRosterFile(path)
      expect(roster).toMatchObject({ sheet: 'Baru & sah', unread: ['Lama'] })
      expect((await collect(roster.lines())).map(({ line, cells }) => [line, cells.name])).toEqual([[2, 'Baru']])
    })

    it('gives the only one that has the required columns', async () => {
      const path = await file(await bookOf(['Petunjuk', guide], ['Daftar', [header, row('Siti')]]), 'book.xlsx')
      expect(await openRosterFile(path)).toMatchObject({ sheet: 'Daftar', unread: ['Petunjuk'] })
    })

    it('looks for formulas in the sheet that is read', async () => {
      const formula = { value: '=1+1', type: 'Formula' } as const
      const name = [row('Siti'), ['3574035708709010', formula, '17-08-1970', 'Jati']]
      const fine = await bookOf(['Petunjuk', [['a', formula]]], ['Daftar', [header, row('Siti')]])
      expect(await linesOf(await file(fine, 'book.xlsx'))).toHaveLength(1)
      const book = await bookOf(['Petunjuk', guide], ['Daftar', [header, ...name]])
      expect(await refusal(await file(book, 'book.xlsx'))).toMatchObject({ code: 'formula', values: { line: 3 } })
    })

    it.each<[string, [string, SheetData, 'hidden'?][], string, object]>([
      [
        'two lists',
        [
          ['Januari', [header, row('Siti')]],
          ['Petunjuk', guide],
          ['Februari', [header, row('Budi')]],
        ],
        'severalSheets',
        { sheets: 'Januari, Februari' },
      ],
      [
        'no list',
        [
          ['A', [['a', 'b']]],
          ['B', [['c', 'd']]],
        ],
        'noSheetHasHeader',
        { sheets: 'A, B' },
      ],
      [
        'a hidden list beside nothing',
        [
          ['Daftar', [header, row('Siti')], 'hidden'],
          ['Sheet2', [[]]],
        ],
        'onlyHidden',
        { sheets: 'Daftar' },
      ],
      [
        'a list that lacks a column',
        [
          ['A', [['a', 'b']]],
          ['B', [['NIK', 'Nama']]],
        ],
        'columnMissing',
        { line: 1, column: 'tanggal_lahir, kelurahan' },
      ],
    ])('with %s is refused', async (_, sheets, code, values) => {
      expect(await refusal(await file(await bookOf(...sheets), 'book.xlsx'))).toEqual({
        code,
        values: { file: 'book.xlsx', ...values },
      })
    })
  })

  it.each<[string, SheetData, string]>([
    ['nothing', [[]], 'empty'],
    ['a header only', [header], 'noRows'],
    ['columns missing', [['NIK', 'Nama']], 'columnMissing'],
    ['two headers', [header, header], 'twoHeaders'],
    [
      'no header',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      'headerMissing',
    ],
  ])('with %s is refused', async (_, rows, code) => {
    expect((await refusal(await sheet(rows))).code).toBe(code)
  })

  it('that is broken is refused: cut short, no zip, no workbook', async () => {
    const whole = await writeExcelFile([header]).toBuffer()
    expect((await refusal(await file(whole.subarray(0, 900), 'cut.xlsx'))).code).toBe('brokenSheet')
    expect((await refusal(await file('nik,nama', 'text.xlsx'))).code).toBe('brokenSheet')
    expect((await refusal(await file(zipOf({ 'word/document.xml': '<x/>' }), 'letter.xlsx'))).code).toBe('brokenSheet')
    const spoilt = Buffer.from(whole)
    spoilt.fill(0x55, 60, 400)
    expect((await refusal(await file(spoilt, 'spoilt.xlsx'))).code).toBe('brokenSheet')
  })

  it('with more than 100.000 rows is refused with the advice to use CSV', async () => {
    const rows = '<row r="1"></row>'.repeat(100_002)
    const bytes = zipOf({
      'xl/workbook.xml': '<sheet name="Lembar1" r:id="a"/>',
      'xl/_rels/workbook.xml.rels': '<Relationship Id="a" Target="worksheets/sheet1.xml"/>',
      'xl/worksheets/sheet1.xml': rows,
    })
    expect(await refusal(await file(bytes, 'many.xlsx'))).toEqual({
      code: 'tooManyRows',
      values: { file: 'many.xlsx', limit: 100_000 },
    })
  })

  it('that would unzip to more than it may is refused, whatever its directory claims', async () => {
    const blank = Buffer.alloc(4_010_000, 0x20)
    const bomb = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`xl/theme/${at}.xml`, blank]))
    const book = { 'xl/workbook.xml': '<sheets/>' }
    expect((await refusal(await file(zipOf({ ...book, ...bomb }), 'bomb.xlsx'))).code).toBe('sheetTooLarge')
    expect((await refusal(await file(zipOf({ ...book, ...bomb }, 10), 'liar.xlsx'))).code).toBe('sheetTooLarge')
  })
})

/** An XLSX with some sheets. */
async function bookOf(...sheets: [name: string, rows: SheetData, state?: 'hidden'][]): Promise<Buffer> {
  const hidden = new Set(sheets.filter(([, , state]) => state).map(([name]) => name))
  const hide = (book: string) =>
    book.replace(/<sheet [^>]*name="([^"]*)"/g, (tag, name) => (hidden.has(name) ? `${tag} state="hidden"` : tag))
  return writeExcelFile(
    sheets.map(([sheet, data]) => ({ sheet, data })),
    { features: [{ files: { transform: { 'xl/workbook.xml': { transform: hide } } } }] },
  ).toBuffer()
}

/** A zip archive made by hand, so that its directory can be made to lie about sizes. */
function zipOf(files: Record<string, string | Buffer>, claimedSize?: number): Buffer {
  const deflated = new Map<string | Buffer, Buffer>()
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, content] of Object.entries(files)) {
    const name = Buffer.from(path)
    const stored = deflated.get(content) ?? deflateRawSync(content)
    deflated.set(content, stored)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(stored.length, 18)
    local.writeUInt32LE(content.length, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(stored.length, 20)
    entry.writeUInt32LE(claimedSize ?? content.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    parts.push(local, name, stored)
    directory.push(entry, name)
    offset += local.length + name.length + stored.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...directory, end])
}
