import { expect, it } from 'vitest'
import { endingOfStart, endingOfState } from '../../../src/channels/whatsapp-web/ending.ts'
import { CallTimeout, isOfPage, kindOf, within } from '../../../src/channels/whatsapp-web/fault.ts'

/** As puppeteer writes an error that came out of the page. */
function pageError(message: string): Error {
  const error = new Error(message)
  error.stack = `Error: ${message}\n    at evaluate (evaluate at Client.inject (file:///x/Client.js:5:9), <anonymous>:0:12)`
  return error
}

it('tells what the page threw from what befell the browser', () => {
  expect(isOfPage(pageError('Requiring unknown module'))).toBe(true)
  expect(isOfPage('auth timeout')).toBe(true)
  expect(isOfPage(new Error('Protocol error (Runtime.callFunctionOn): Target closed'))).toBe(false)
  expect(isOfPage(new CallTimeout())).toBe(false)
})

it.each([
  ['a browser that never came up', new Error('Failed to launch the browser process'), false, 'noStart'],
  ['no way to the page', new Error('net::ERR_NAME_NOT_RESOLVED at https://web.whatsapp.com/'), true, 'noPage'],
  ['a page that takes for ever', new CallTimeout(), true, 'noPage'],
  ['another page in its place', 'auth timeout', true, 'pageChanged'],
  ['a module that is missing', pageError('Requiring unknown module "X".'), true, 'pageChanged'],
  ['a browser that died meanwhile', new Error('Navigating frame was detached'), true, 'browserGone'],
])('%s ends as what it is', (_, error, hasBrowser, ending) => {
  expect(endingOfStart(error, hasBrowser)).toBe(ending)
})

it.each([
  ['LOGOUT', 'unlinked'],
  ['UNPAIRED', 'unlinked'],
  ['CONFLICT', 'conflict'],
  ['TOS_BLOCK', 'blocked'],
  ['DEPRECATED_VERSION', 'pageChanged'],
  ['A_STATE_OF_LATER_YEARS', 'noPage'],
])('the state %s is %s', (state, ending) => {
  expect(endingOfState(state)).toBe(ending)
})

it('names a failure by its kind alone', () => {
  expect(kindOf(pageError('6281000009001'))).toBe('PageError')
  expect(kindOf('text')).toBe('LibraryError')
  expect(kindOf(new Error('net::ERR_FAILED at https://x'))).toBe('ERR_FAILED')
  expect(kindOf(new CallTimeout())).toBe('CallTimeout')
})

it('waits for a call so long and no longer', async () => {
  expect(await within(50, Promise.resolve('there'))).toBe('there')
  await expect(within(5, new Promise(() => {}))).rejects.toThrow(CallTimeout)
})
