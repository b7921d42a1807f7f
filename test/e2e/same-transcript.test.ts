import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { WebChat } from '../../src/channels/web-chat/web-chat.ts'
import { TurnableClock } from '../../src/domain/clock.ts'
import type { SpokenPrompt } from '../../src/domain/message.ts'
import { buildHost } from '../../src/host/build-host.ts'
import { openWorld } from '../../src/main.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { installation } from '../support/program.ts'
import {
  doings,
  fillRegister,
  play,
  readTranscript,
  type Transcript,
  withCodes,
  written,
} from '../support/transcript.ts'
import { testWorld } from '../support/world.ts'

// Conversations without a phone, since a browser has none to vouch for.
const TRANSCRIPTS = ['status-by-code.md', 'unread.md', 'global-words.md', 'nik-typed.md', 'heir-only-asking.md']

it.each(TRANSCRIPTS)('%s plays on the simulated channel as it is written', async (name) => {
  const transcript = readTranscript(name)
  expect(await play(transcript)).toBe(transcript.lines.join('\n'))
})

it.each(TRANSCRIPTS)('%s plays the same through `sapa chat --json`', async (name) => {
  const transcript = readTranscript(name)
  const home = installation()
  try {
    const codes = await registerIn(home.env, transcript)
    const said = doings(transcript).map((line) => JSON.stringify({ text: withCodes(line.slice(2), codes) }))
    const { code, out, err } = await home.run(['chat', '--json', '--at', transcript.at], `${said.join('\n')}\n`)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const heard = out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { replies: SpokenPrompt[] }).replies.map(written))
    const played = doings(transcript).flatMap((line, at) => [line, ...heard[at]!])
    expect(played.join('\n')).toBe(transcript.lines.join('\n'))
  } finally {
    home.drop()
  }
})

it.runIf(hasBrowser()).each(TRANSCRIPTS)('%s plays the same on the page in a browser', async (name) => {
  const transcript = readTranscript(name)
  const world = await testWorld({ at: transcript.at, channels: [new WebChat()] })
  const codes = await fillRegister(world)
  const app = await buildHost(world)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const browser = await openBrowser()
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}/chat`)
    const expected = byDoing(transcript.lines)
    for (const [line, replies] of expected) {
      world.clock.pass(5000)
      const before = await bubbles(page)
      await page.fill('#text', withCodes(line.slice(2), codes))
      await page.press('#text', 'Enter')
      await deliverDue(world)
      await expect
        .poll(async () => (await bubbles(page)).slice(before.length), { timeout: 8000 })
        .toEqual(replies.map(asOnPage))
    }
  } finally {
    await browser.close()
    await app.close()
  }
})

/** Our messages on the page: the words, and the choices that belong to them. */
function bubbles(page: Page): Promise<string[]> {
  return page.locator('#log li.us[id^="m-"]').evaluateAll((items) =>
    items.map((item) => {
      const words = item.querySelector('.words')?.textContent
      const choices = [...item.querySelectorAll('button')].map((button) => button.textContent)
      return [words, ...choices].join('\n').replace(/\s+/g, '')
    }),
  )
}

// Bold has no stars there, and the form's address is a button.
function asOnPage(reply: string): string {
  return reply
    .slice(2)
    .replace(/\*(\S[^*\n]*)\*/g, '$1')
    .replace(/http\S+/g, 'Buka formulir KTP')
    .replace(/\s+/g, '')
}

function byDoing(lines: readonly string[]): [string, string[]][] {
  const doings: [string, string[]][] = []
  for (const line of lines) {
    if (/^[>~] /.test(line)) doings.push([line, []])
    else if (line.startsWith('< ')) doings.at(-1)![1].push(line)
    else doings.at(-1)![1].push(`${doings.at(-1)![1].pop()}\n${line}`)
  }
  return doings
}

/** An installation's register as of the transcript's day; the codes as the slips have them. */
async function registerIn(env: NodeJS.ProcessEnv, { at }: Transcript): Promise<Map<string, string>> {
  const { world, close } = await openWorld(env, new TurnableClock(new Date(at)), [])
  const codes = await fillRegister(world)
  await close()
  return codes
}
