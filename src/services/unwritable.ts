import { DomainError } from '../domain/errors.ts'

const CODES = ['ENOENT', 'EACCES', 'EISDIR', 'ENOSPC', 'EROFS']

/** What went wrong while a file was written: `operation.cannotWrite` where its place is to blame, else the error as it is. */
export function asUnwritable(error: unknown): unknown {
  const isOfPlace = CODES.includes(String((error as NodeJS.ErrnoException).code))
  return isOfPlace ? new DomainError('operation.cannotWrite') : error
}
