import { describe, expect, it } from 'vitest'
import { floodWait, outcomeOfCode } from '../../../src/channels/whatsapp-cloud/error-codes.ts'
import { GraphRefusal } from '../../../src/channels/whatsapp-cloud/graph.ts'
import { isRefusal, kindOf, outcomeOf } from '../../../src/channels/whatsapp-cloud/outcome.ts'

const wait = { sent: false, because: 'retry', free: true }
const retry = { sent: false, because: 'retry' }
const refusedUs = { ...wait, unauthorised: true }

describe('a code of Meta’s', () => {
  it.each<[number, string, object]>([
    [190, 'a token that has run out', refusedUs],
    [10, 'a permission that is missing', refusedUs],
    [200, 'another', refusedUs],
    [299, 'the last of them', refusedUs],
    [368, 'an account that is blocked', refusedUs],
    [131031, 'an account that is locked', refusedUs],
    [131042, 'a payment that is open', refusedUs],
    [4, 'too many calls of the app', wait],
    [80007, 'too many calls of the account', wait],
    [130429, 'too many messages a second', wait],
    [131048, 'too many that were flagged as spam', wait],
    [131056, 'too many to one person', { ...wait, afterMs: 6000 }],
    [131049, 'one too many for this person today', { ...wait, afterMs: 86_400_000 }],
    [2, 'a fault of theirs', retry],
    [131000, 'another fault of theirs', retry],
    [131016, 'a service that is away', retry],
    [131047, 'a window that is closed', { because: 'deferred', failure: 'windowClosed' }],
    [132001, 'a template that is not there', { because: 'deferred', failure: 'templateGone' }],
    [132015, 'a template that is paused', { because: 'deferred', failure: 'templateGone' }],
    [131050, 'a person who wants nothing more', { because: 'stopped', failure: 'blocked' }],
    [131026, 'a phone without WhatsApp', { because: 'refused', failure: 'unreachable' }],
    [130472, 'a person in an experiment', { because: 'refused', failure: 'platformHeldBack' }],
    [131051, 'a kind that is not known', { because: 'refused', failure: 'whatsapp131051' }],
    [132000, 'variables that do not fit', { because: 'refused', failure: 'whatsapp132000' }],
    [999999, 'one of later years', { because: 'refused', failure: 'whatsapp999999' }],
  ])('%i: %s', (code, _, outcome) => {
    expect(outcomeOfCode(code)).toMatchObject(outcome)
  })

  it('costs the message a try only where it is its platform that fails', () => {
    expect(outcomeOfCode(131016)).not.toHaveProperty('free')
  })

  it.each([
    [130429, 2000],
    [131056, undefined],
    [131049, undefined],
    [131048, 3_600_000],
    [undefined, undefined],
  ])('%s keeps all others for %s ms', (code, ms) => {
    expect(floodWait(code)).toBe(ms)
  })
})

describe('a call that fails', () => {
  const network = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) })

  it.each<[string, unknown, object]>([
    ['before anything has left', network('ECONNREFUSED'), { because: 'retry', free: true }],
    ['by a certificate', network('CERT_HAS_EXPIRED'), { because: 'retry', free: true }],
    ['in its midst', network('ECONNRESET'), { because: 'unknown', failure: 'noAnswer' }],
    ['without an answer', new DOMException('late', 'TimeoutError'), { because: 'unknown', failure: 'noAnswer' }],
    ['at a gateway of theirs', new GraphRefusal(502, undefined), { because: 'unknown', failure: 'platformFault' }],
    ['with an answer of which nobody knows the name', new GraphRefusal(200, undefined), { because: 'unknown' }],
    ['with 401 and no code', new GraphRefusal(401, undefined), { unauthorised: true }],
    ['with 429 and no code', new GraphRefusal(429, undefined), { because: 'retry', free: true }],
    ['with 400 and no code', new GraphRefusal(400, undefined), { because: 'refused', failure: 'whatsapp400' }],
    ['with a code, whatever its status', new GraphRefusal(500, 131026), { because: 'refused', failure: 'unreachable' }],
  ])('%s', (_, error, outcome) => {
    expect(outcomeOf(error)).toMatchObject(outcome)
  })

  it('is a refusal of us by its code or status', () => {
    expect([new GraphRefusal(400, 190), new GraphRefusal(401, undefined)].every(isRefusal)).toBe(true)
    expect([new GraphRefusal(400, 131056), network('ECONNRESET')].some(isRefusal)).toBe(false)
  })

  it('is told by its kind alone', () => {
    expect([kindOf(new GraphRefusal(400, 190)), kindOf(network('ECONNRESET')), kindOf(7)]).toEqual([
      '400/190',
      'ECONNRESET',
      'unknown',
    ])
  })
})
