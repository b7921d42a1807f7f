import { open } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { DomainError } from '../../domain/errors.ts'
import type { HeaderNames } from '../../domain/roster/columns.ts'
import type { ImportKind } from '../../domain/roster/import-progress.ts'
import { openCsv } from './read-csv.ts'
import { openXlsx } from './read-xlsx.ts'
import type { RosterFile } from './roster-file.ts'

const TEXT = new Set(['.csv', '.txt', '.tsv', ''])
const ZIP = Buffer.from('PK\u0003\u0004')
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

/** Opens a roster, as `openFile` does. `own`: as its agency names the columns. A contribution file is refused (`roster.error.otherKind`). */
export function openRosterFile(path: string, own: HeaderNames = {}): Promise<RosterFile> {
  return openKind(path, 'roster', own)
}

/** Opens a contribution file, as `openFile` does. A roster is refused (`roster.error.otherKind`). */
export function openContributionFile(path: string, own: HeaderNames = {}): Promise<RosterFile> {
  return openKind(path, 'contributions', own)
}

/** What the header of a file shows it to be. Throws as `openFile` does. */
export async function kindOfFile(path: string, own: HeaderNames = {}): Promise<ImportKind> {
  return (await openFile(path, own)).kind
}

async function openKind(path: string, kind: ImportKind, own: HeaderNames): Promise<RosterFile> {
  const file = await openFile(path, own)
  if (file.kind !== kind) throw new DomainError('roster.error.otherKind', { file: file.name })
  return file
}

/** Opens a file, CSV or XLSX (the content decides), and finds its header. Throws `DomainError`, codes `roster.error.*`. */
async function openFile(path: string, own: HeaderNames): Promise<RosterFile> {
  const name = basename(path)
  const start = await readStart(path, name)
  if (start.length === 0) throw new DomainError('roster.error.empty', { file: name })
  const type = extname(name).toLowerCase()
  if (start.subarray(0, 4).equals(COMPOUND)) throw new DomainError(whyCompound(start, type), { file: name })
  if (type !== '.xlsx' && !TEXT.has(type)) throw new DomainError('roster.error.unknownType', { file: name })
  if (start.subarray(0, 4).equals(ZIP)) return openXlsx(path, name, own)
  if (type === '.xlsx') throw new DomainError('roster.error.brokenSheet', { file: name })
  return openCsv(path, name, start, own)
}

// A sheet with a password lies inside the same container as the old format ([MS-OFFCRYPTO] 2.3.4).
const WITH_PASSWORD = Buffer.from('EncryptedPackage', 'utf16le')

function whyCompound(start: Buffer, type: string): string {
  return type === '.xlsx' || start.includes(WITH_PASSWORD) ? 'roster.error.passwordOrOld' : 'roster.error.oldExcel'
}

const START_BYTES = 131_072

async function readStart(path: string, file: string): Promise<Buffer> {
  try {
    await using handle = await open(path)
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new DomainError('roster.error.notFound', { file })
    if (code === 'EISDIR') throw new DomainError('roster.error.folder', { file })
    throw new DomainError('roster.error.unreadable', { file })
  }
}
