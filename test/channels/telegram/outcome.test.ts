import { GrammyError, HttpError } from 'grammy'
import { describe, expect, it } from 'vitest'
import { kindOf, outcomeOf, removalOf } from '../../../src/channels/telegram/outcome.ts'

const refused = (error_code: number, description: string, parameters = {}) =>
  new GrammyError('Call failed', { ok: false, error_code, description, parameters }, 'sendMessage', {
    text: 'rahasia',
    chat_id: 8_100_000_001,
  })
const broken = (code?: string) =>
  new HttpError('Network request failed', Object.assign(new Error('https://x/bot123:secret/'), { code }))

describe('a send that failed', () => {
  it.each<[string, Error, object]>([
    ['flood', refused(429, 'Too Many Requests', { retry_after: 7 }), { because: 'retry', afterMs: 7000, free: true }],
    ['flood without a time', refused(429, 'Too Many Requests'), { because: 'retry', afterMs: 5000, free: true }],
    ['a token that was revoked', refused(401, 'Unauthorized'), { because: 'retry', free: true }],
    ['a token that never was', refused(404, 'Not Found'), { because: 'retry', free: true }],
    ['blocked', refused(403, 'Forbidden: bot was blocked by the user'), { because: 'stopped', failure: 'blocked' }],
    ['deactivated', refused(403, 'Forbidden: user is deactivated'), { because: 'stopped' }],
    ['no such chat', refused(400, 'Bad Request: chat not found'), { because: 'stopped' }],
    ['never started', refused(403, "Forbidden: bot can't initiate conversation with a user"), { because: 'refused' }],
    ['a bad request', refused(400, 'Bad Request: message is too long'), { because: 'refused', failure: 'telegram400' }],
    ['a fault of theirs', refused(500, 'Internal Server Error'), { because: 'unknown' }],
    ['a gateway of theirs', refused(502, 'Bad Gateway'), { because: 'unknown' }],
    ['a connection refused', broken('ECONNREFUSED'), { because: 'retry', free: true }],
    ['no such name', broken('ENOTFOUND'), { because: 'retry', free: true }],
    ['no name server', broken('EAI_AGAIN'), { because: 'retry', free: true }],
    ['a certificate that is not theirs', broken('CERT_HAS_EXPIRED'), { because: 'retry', free: true }],
    ['a connection reset', broken('ECONNRESET'), { because: 'unknown' }],
    ['no answer in time', broken(), { because: 'unknown' }],
    ['an answer that is no JSON', new HttpError('failed', new SyntaxError('<html>')), { because: 'unknown' }],
    ['a fault of ours', new TypeError('x'), { because: 'unknown' }],
  ])('%s', (_, error, outcome) => {
    expect(outcomeOf(error)).toMatchObject({ sent: false, ...outcome })
  })
})

describe('a removal that failed', () => {
  it.each<[string, Error, object]>([
    ['gone already', refused(400, 'Bad Request: message to delete not found'), { sent: true }],
    ['too old', refused(400, "Bad Request: message can't be deleted for everyone"), { because: 'refused' }],
    ['in doubt', broken('ECONNRESET'), { because: 'retry' }],
    ['a fault of theirs', refused(500, 'Internal Server Error'), { because: 'retry' }],
    ['flood', refused(429, 'Too Many Requests', { retry_after: 3 }), { because: 'retry', afterMs: 3000 }],
    ['blocked', refused(403, 'Forbidden: bot was blocked by the user'), { because: 'refused' }],
  ])('%s', (_, error, outcome) => {
    expect(removalOf(error)).toMatchObject(outcome)
  })
})

it('names a failure and tells nothing of it', () => {
  const kinds = [refused(403, 'of rahasia'), broken('ECONNRESET'), broken(), new TypeError('rahasia'), 'rahasia']
  expect(kinds.map(kindOf)).toEqual(['403', 'ECONNRESET', 'network', 'TypeError', 'unknown'])
})
