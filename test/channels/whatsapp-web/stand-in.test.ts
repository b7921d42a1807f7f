import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { SPEAKS_FOR } from '../../support/whatsapp-web/stand-in.ts'

it('the stand-in speaks for the version of the library that is installed', () => {
  const { version } = createRequire(import.meta.url)('whatsapp-web.js/package.json') as { version: string }
  expect(version).toBe(SPEAKS_FOR)
})

it('puppeteer is the one that downloads no browser', () => {
  const { name } = createRequire(import.meta.url)('puppeteer/package.json') as { name: string }
  expect(name).toBe('puppeteer-core')
})
