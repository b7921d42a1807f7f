import { expect, it } from 'vitest'
import { findChromium } from '../../../src/channels/whatsapp-web/find-chromium.ts'

it('takes the given browser or none, else the first of the usual ones that can be run', () => {
  expect(findChromium('/bin/sh', ['/bin/cat'])).toBe('/bin/sh')
  expect(findChromium('/nowhere', ['/bin/sh'])).toBeUndefined()
  expect(findChromium(undefined, ['/nowhere', 'package.json', '/bin/sh', '/bin/cat'])).toBe('/bin/sh')
  expect(findChromium(undefined, [])).toBeUndefined()
})
