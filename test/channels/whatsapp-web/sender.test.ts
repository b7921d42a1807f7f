import { beforeEach, expect, it } from 'vitest'
import { Sender } from '../../../src/channels/whatsapp-web/sender.ts'

// The library's answers as they were seen: see the stand-in. What the real page does is tried in browser.test.ts.
type Client = Parameters<Sender['send']>[0]

const IDS = { lid: '900000000009001@lid', phone: '6281000009001@c.us' }
const WORDS = { content: 'halo', options: {} }
const message = (ack: number, id = 'A') => ({ id: { id }, ack, to: IDS.lid }) as never
const client = (sendMessage: () => unknown): Client => ({ sendMessage: async () => sendMessage() as never })
const closed = () => {
  throw new Error('Protocol error (Runtime.callFunctionOn): Target closed')
}
const pageFault = () => {
  throw 'thrown in the page'
}

let failures: number
let sender: Sender
beforeEach(() => {
  failures = 0
  sender = new Sender(() => failures++)
})

it.each([
  [1, { sent: true, externalId: 'A' }],
  [3, { sent: true, externalId: 'A' }],
  [-1, { sent: false, because: 'retry', afterMs: 60_000 }],
])('a message with the acknowledgement %i comes to %j', async (ack, sent) => {
  expect(
    await sender.send(
      client(() => message(ack)),
      IDS,
      WORDS,
    ),
  ).toEqual(sent)
})

it('waits for an acknowledgement that comes a moment later', async () => {
  const sending = sender.send(
    client(() => message(0)),
    IDS,
    WORDS,
  )
  setTimeout(() => sender.acked(message(1), 1), 10)
  expect(await sending).toEqual({ sent: true, externalId: 'A' })
})

it('is refused where the library finds no chat', async () => {
  expect(
    await sender.send(
      client(() => undefined),
      IDS,
      WORDS,
    ),
  ).toEqual({
    ...{ sent: false, because: 'refused', failure: 'unreachable' },
  })
})

it('is in doubt when the browser is gone, by the name that the page had given it', async () => {
  expect(await sender.send(client(closed), IDS, WORDS)).toEqual({
    sent: false,
    because: 'unknown',
    failure: 'noAnswer',
  })
  const begun = client(() => {
    sender.left(message(0, 'B'))
    closed()
  })
  expect(await sender.send(begun, IDS, WORDS)).toMatchObject({ because: 'unknown', externalId: 'B' })
})

it('is in doubt when the page fails behind the message, and not before it', async () => {
  const begun = client(() => {
    sender.left(message(0, 'B'))
    pageFault()
  })
  expect(await sender.send(begun, IDS, WORDS)).toMatchObject({ because: 'unknown', externalId: 'B' })
  expect(await sender.send(client(pageFault), IDS, WORDS)).toMatchObject({ because: 'retry', free: true })
})

it('gives the page up after three faults in a row, and a message that fails alone its own tries', async () => {
  await sender.send(
    client(() => message(1)),
    IDS,
    WORDS,
  )
  const first = await sender.send(client(pageFault), IDS, WORDS)
  expect(first).toEqual({ sent: false, because: 'retry', afterMs: 60_000 })
  expect(await sender.send(client(pageFault), IDS, WORDS)).toMatchObject({ free: true })
  expect(failures).toBe(0)
  await sender.send(client(pageFault), IDS, WORDS)
  expect(failures).toBe(1)
})

it('takes what goes into another chat meanwhile for nothing of its own', async () => {
  const begun = client(() => {
    sender.left({ id: { id: 'C' }, to: '6281000009002@c.us' } as never)
    closed()
  })
  expect(await sender.send(begun, IDS, WORDS)).not.toHaveProperty('externalId')
})
