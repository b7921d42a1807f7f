import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const EXECUTABLE = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Whether this machine has a browser for the tests; says so loudly where it has none. */
export function hasBrowser(): boolean {
  const has = existsSync(EXECUTABLE)
  if (!has) console.warn(`BROWSER TESTS SKIPPED: no Chromium at ${EXECUTABLE}; install it or set CHROMIUM_PATH`)
  return has
}

export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: EXECUTABLE, args: QUIET })
}
