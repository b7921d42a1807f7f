import { createWriteStream } from 'node:fs'
import { access, chmod, mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DomainError } from '../../domain/errors.ts'
import type { Upload } from '../../store/uploads.ts'
import { LARGEST_SHEET_FILE } from '../rosters/limits.ts'
import type { World } from '../world.ts'
import { LARGEST_CSV_FILE } from './limits.ts'

const ZIP = Buffer.from('PK\u0003\u0004')

/** Where the file of an upload lies: in a folder of its own, so that it keeps the name that its sender knows. */
export function fileOf({ inbox }: World, { id, fileName }: Pick<Upload, 'id' | 'fileName'>): string {
  return path.join(folderOf(inbox, id), fileName)
}

function folderOf(inbox: string, id: string): string {
  return path.join(inbox, path.basename(id))
}

/**
 * Writes what arrives into the file of an upload, for nobody else on the machine. What is too large is read to its end and not
 * kept, so that its sender can be told. Throws `console.uploads` `tooLarge`, `noRoom`, or what broke the stream; then nothing stays.
 */
export async function keepFile(
  world: World,
  upload: Pick<Upload, 'id' | 'fileName'>,
  arriving: Readable,
): Promise<void> {
  const folder = folderOf(world.inbox, upload.id)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await chmod(world.inbox, 0o700)
    const measured = new Measured()
    await pipeline(arriving, measured, createWriteStream(fileOf(world, upload), { mode: 0o600, flush: true }))
    if (measured.isTooLarge)
      throw new DomainError(measured.isZip ? 'console.uploads.sheetTooLarge' : 'console.uploads.tooLarge')
  } catch (error) {
    await dropFile(world, upload.id)
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? new DomainError('console.uploads.noRoom') : error
  }
}

export async function dropFile({ inbox }: World, id: string): Promise<void> {
  await rm(folderOf(inbox, id), { recursive: true, force: true })
}

export async function hasFile(world: World, upload: Pick<Upload, 'id' | 'fileName'>): Promise<boolean> {
  return await access(fileOf(world, upload)).then(
    () => true,
    () => false,
  )
}

/** The uploads whose folders are there, with the time of each. */
export async function foldersIn({ inbox }: World): Promise<{ id: string; at: Date }[]> {
  const names = await readdir(inbox).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return await Promise.all(names.map(async (id) => ({ id, at: (await stat(path.join(inbox, id))).mtime })))
}

/** Lets bytes through up to what a file of their kind may have; the first of them tell the kind. */
class Measured extends Transform {
  bytes = 0
  isZip = false
  private start = Buffer.alloc(0)

  get isTooLarge(): boolean {
    return this.bytes > (this.isZip ? LARGEST_SHEET_FILE : LARGEST_CSV_FILE)
  }

  override _transform(part: Buffer, _: BufferEncoding, done: (error: Error | null, part?: Buffer) => void): void {
    if (this.start.length < ZIP.length) {
      this.start = Buffer.concat([this.start, part]).subarray(0, ZIP.length)
      this.isZip = this.start.equals(ZIP)
    }
    this.bytes += part.length
    if (this.isTooLarge) done(null)
    else done(null, part)
  }
}
