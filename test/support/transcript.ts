import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Arrival } from '../../src/channels/channel.ts'
import { simulated } from '../../src/channels/simulated/simulated.ts'
import { spellCode } from '../../src/domain/code.ts'
import { readDuration } from '../../src/domain/duration.ts'
import type { SpokenPrompt } from '../../src/domain/message.ts'
import { importContributions } from '../../src/services/contributions/import-contributions.ts'
import { routeNotices } from '../../src/services/notices.ts'
import { importRoster } from '../../src/services/rosters/import-roster.ts'
import { SimulatedNetwork, SimulatedPhone } from '../../src/services/simulated-network.ts'
import type { World } from '../../src/services/world.ts'
import { addAgency } from '../../src/store/agencies.ts'
import { meetingsIn } from '../../src/store/meetings.ts'
import { openVisits } from '../../src/store/visits.ts'
import { officerDoes } from './transcript-officer.ts'
import { type TestWorld, TUESDAY, testWorld } from './world.ts'

export const REGISTER = fileURLToPath(new URL('./transcript-register.csv', import.meta.url))
const CONTRIBUTIONS = fileURLToPath(new URL('./transcript-contributions.csv', import.meta.url))
const FOLDER = fileURLToPath(new URL('../transcripts', import.meta.url))

/** One conversation on paper: who talks from where and when, and the lines. */
export interface Transcript {
  title: string
  /** The phone that the channel vouches for. */
  phone: string | undefined
  at: string
  /** The channel has a button that shares the person's phone. */
  sharesPhone: boolean
  lines: string[]
}

/** Reads `test/transcripts/NAME`: a title, `phone:`, `at:` and `button: phone` where they matter, and below them the conversation. */
export function readTranscript(name: string): Transcript {
  const text = readFileSync(`${FOLDER}/${name}`, 'utf8').trimEnd()
  const header = (key: string) => new RegExp(`^${key}: (.+)$`, 'm').exec(text)?.[1]
  const body = text.slice(text.search(/^[>~!] /m))
  return {
    title: /^# (.+)$/m.exec(text)?.[1] ?? name,
    phone: header('phone'),
    at: header('at') ?? TUESDAY,
    sharesPhone: header('button') === 'phone',
    lines: body.split('\n'),
  }
}

/** What is done in a conversation: lines that begin with `>` (the person says), `~` (time goes by), `!` (an officer does). */
export function doings({ lines }: Transcript): string[] {
  return lines.filter((line) => /^[>~!] /.test(line))
}

/** Puts the transcripts' register into a world and says the personal codes on the slips, by the worker's name. */
export async function fillRegister(world: World): Promise<Map<string, string>> {
  const now = world.clock.now()
  const agencyId = world.ids.next(now)
  await world.database.run((db) =>
    addAgency(db, { id: agencyId, code: 'DINKES', name: 'Dinas Kesehatan', createdAt: now }),
  )
  await importRoster(world, REGISTER, { agency: 'DINKES', funding: 'apbd', mode: 'apply', by: 'test' })
  await routeNotices({ ...world, channels: new Map() })
  const visits = await world.database.run((db) => openVisits(db, agencyId, undefined, now))
  return new Map(
    visits.map(({ worker, slip }) => [worker.name, spellCode(world.vault.open('slips.code', slip!.codeSealed))]),
  )
}

/** Somebody's phone on a channel, in a world of its own. */
export interface Line {
  world: TestWorld
  look(): SpokenPrompt[]
  say(said: Said): Promise<SpokenPrompt[]>
  wait(ms: number): Promise<SpokenPrompt[]>
  close(): Promise<void>
}
export type OpenLine = (transcript: Transcript) => Promise<Line>
export type Said = Omit<Arrival, 'externalId' | 'address'>

/** The phone from which a transcript is written, as WhatsApp gives it. */
export function phoneOf({ phone }: Transcript): string | undefined {
  return phone === undefined ? undefined : `62${phone.replace(/\D/g, '').slice(1)}`
}

const simulatedLine: OpenLine = async (transcript) => {
  const network = new SimulatedNetwork()
  const channels = [simulated(network.carry, { sharesPhone: transcript.sharesPhone })]
  const world = await testWorld({ at: transcript.at, channels })
  const number = phoneOf(transcript)
  const phone = new SimulatedPhone(world, network, world.clock, number ?? 'somebody', number)
  return {
    world,
    look: () => phone.look(),
    say: async (said) => (await phone.say(said)).replies,
    wait: async (ms) => (await phone.wait(ms)).replies,
    close: () => world.database.close(),
  }
}

/** Plays a transcript on a channel, the simulated one unless said, and writes down what happened; `{claim code}` and `{meeting code}` stand for the last one. */
export async function play(transcript: Transcript, openLine: OpenLine = simulatedLine): Promise<string> {
  const line = await openLine(transcript)
  try {
    return await playOn(line, transcript)
  } finally {
    await line.close()
  }
}

async function playOn(line: Line, transcript: Transcript): Promise<string> {
  const { world } = line
  const codes = await fillRegister(world)
  const out: string[] = []
  let claimCode = ''
  let meetingCode = ''
  for (const doing of doings(transcript)) {
    const said = doing.slice(2).replace('{claim code}', claimCode).replace('{meeting code}', meetingCode)
    if (doing === HANDED_IN) await takeContributions(world)
    else if (doing.startsWith('!')) await officerDoes(world, said)
    const replies = doing.startsWith('!') ? line.look() : await heardAfter(line, doing[0]!, said, codes)
    claimCode =
      replies.map(({ text }) => CLAIM_CODE.exec(text)?.[0]).findLast((code) => code !== undefined) ?? claimCode
    meetingCode = (await lastMeeting(world)) ?? meetingCode
    out.push(doing, ...replies.map((reply) => hiding(meetingCode, written(reply))))
  }
  return out.join('\n')
}

/** The code of the meeting that was opened last, which is another in each run. */
async function lastMeeting(world: World): Promise<string | undefined> {
  const everywhere = { agencyId: null, kelurahan: null }
  return (await world.database.run((db) => meetingsIn(db, everywhere, 1)))[0]?.code
}

function hiding(code: string, text: string): string {
  return code === '' ? text : text.replaceAll(code, '……')
}

/** The agency hands in what was paid; nobody says a word. */
const HANDED_IN = '! [contributions]'

async function takeContributions(world: World): Promise<void> {
  await importContributions(world, CONTRIBUTIONS, { agency: 'DINKES', mode: 'apply', by: 'test' })
}

const CLAIM_CODE = /(?<=Kode klaim: |kode klaim )[2-9A-Z]{4}-[2-9A-Z]{4}/

function heardAfter(
  line: Line,
  mark: string,
  said: string,
  codes: ReadonlyMap<string, string>,
): Promise<SpokenPrompt[]> {
  return mark === '~' ? line.wait(readDuration(said)!) : line.say(readSaid(withCodes(said, codes)))
}

/** `code of NAME` in braces stands for the personal code of that worker, which is another in each run. */
export function withCodes(line: string, codes: ReadonlyMap<string, string>): string {
  return line.replace(/\{code of ([^}]+)\}/g, (_, name: string) => {
    const code = codes.get(name)
    if (code === undefined) throw new Error(`no slip for ${name}`)
    return code
  })
}

/** A line of a transcript as it arrives: words, or `[voice]`, `[sticker]`, `[image]`, `[phone 0810…]`. */
export function readSaid(line: string): Said {
  const special = /^\[(voice|sticker|image|location|phone)(?: (.+))?\]$/.exec(line)
  if (!special) return { text: line }
  if (special[1] === 'phone') return { sharedPhone: special[2]! }
  return { attachment: special[1] as 'voice' }
}

/** A message as a transcript shows it; what is another in each run is written as what it is. */
export function written({ text, choices, phoneButton, closesPhoneButton }: SpokenPrompt): string {
  const steady = text
    .replace(/\/cek\/[\w-]+/g, '/cek/…')
    .replace(/(?<=: )[2-9A-Z]{4}-[2-9A-Z]{2}\b/g, '……')
    .replace(CLAIM_CODE, '……')
  const numbered = choices.map(({ label }, at) => `${at + 1}. ${label}`)
  const button = phoneButton === undefined ? [] : [`[tombol: ${phoneButton}]`]
  const lines = [...steady.split('\n'), ...button, ...numbered, ...(closesPhoneButton ? ['[tombol hilang]'] : [])]
  return lines.map((line, at) => (at === 0 ? `< ${line}` : line === '' ? '' : `  ${line}`)).join('\n')
}
