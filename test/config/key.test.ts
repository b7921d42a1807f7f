import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { masterKey } from '../../src/config/key.ts'

const GIVEN = Buffer.alloc(32, 5).toString('base64')

describe('the master key', () => {
  let folder: string
  let file: string

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sapa-key-'))
    file = path.join(folder, 'data', 'sapa.key')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is the one that was given; then none is kept', () => {
    expect(masterKey({ given: GIVEN, file, mayMake: true })).toEqual(Buffer.alloc(32, 5))
    expect(readdirSync(folder)).toEqual([])
  })

  it('is made once, kept for its owner alone, and found again', () => {
    const made = masterKey({ given: undefined, file, mayMake: true })
    expect(made).toHaveLength(32)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(path.dirname(file))).toEqual(['sapa.key'])
    expect(masterKey({ given: undefined, file, mayMake: false })).toEqual(made)
  })

  it('is not made for a database that holds data', () => {
    expect(() => masterKey({ given: undefined, file, mayMake: false })).toThrow('operation.keyMissing')
    expect(readdirSync(folder)).toEqual([])
  })

  it('is refused when the kept one is damaged, which stays as it is', () => {
    masterKey({ given: undefined, file, mayMake: true })
    writeFileSync(file, 'half a k')
    expect(() => masterKey({ given: undefined, file, mayMake: true })).toThrow('operation.keyUnreadable')
    expect(readFileSync(file, 'utf8')).toBe('half a k')
  })

  it('is refused when it cannot be kept', () => {
    writeFileSync(path.join(folder, 'taken'), '')
    const inAFile = path.join(folder, 'taken', 'sapa.key')
    expect(() => masterKey({ given: undefined, file: inAFile, mayMake: true })).toThrow(/operation\.key/)
  })
})
