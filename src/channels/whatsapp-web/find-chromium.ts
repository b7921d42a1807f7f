import { accessSync, constants } from 'node:fs'

/** Where Chromium and its like lie, the first that is there: Debian, Ubuntu, Fedora, Alpine, Google's own packages, macOS. */
const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The browser that is to be started: the given one, else one in the usual places; undefined where there is none. */
export function findChromium(given: string | undefined, usual: readonly string[] = USUAL): string | undefined {
  return (given === undefined ? usual : [given]).find(isRunnable)
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
