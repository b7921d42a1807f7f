import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { asText } from '../channels/render.ts'
import type { Day, TurnableClock } from '../domain/clock.ts'
import { spellCode } from '../domain/code.ts'
import { type Funding, stateOn } from '../domain/cover.ts'
import type { SpokenPrompt } from '../domain/message.ts'
import { VERDICTS } from '../domain/roster/judge.ts'
import { deliverAllDue } from '../services/deliver.ts'
import { routeNotices } from '../services/notices.ts'
import { reachReport } from '../services/reach-report.ts'
import { importRoster } from '../services/rosters/import-roster.ts'
import { type SimulatedNetwork, SimulatedPhone } from '../services/simulated-network.ts'
import type { World } from '../services/world.ts'
import { addAgency, agencyByCode } from '../store/agencies.ts'
import { openVisits } from '../store/notices.ts'
import { toldBy } from '../store/reach.ts'
import { enrolmentsOf, workersById } from '../store/workers.ts'
import type { Shell } from './command.ts'
import { reachTable } from './reach.ts'
import { table } from './table.ts'

const LISTS: readonly [code: string, name: string, file: string, funding: Funding][] = [
  ['PEM', 'Bagian Pemerintahan', 'pem-ketua-rt-rw.csv', 'apbd'],
  ['KESRA', 'Bagian Kesejahteraan Rakyat', 'kesra-guru-ngaji-guru-minggu.csv', 'apbd'],
  ['DKPPP', 'Dinas Ketahanan Pangan, Pertanian dan Perikanan', 'dkppp-petani-nelayan.csv', 'apbd'],
  ['DKUPP', 'Dinas Koperasi, UMKM dan Perdagangan', 'dkupp-pelaku-umkm.csv', 'apbd'],
  ['DINKES', 'Dinas Kesehatan', 'dinkes-kader-kesehatan.xlsx', 'apbd'],
  ['DISPERINAKER', 'Dinas Perindustrian dan Tenaga Kerja', 'disperinaker-dbhcht.csv', 'dbhcht'],
]
const FOLDER = fileURLToPath(new URL('../../docs/contoh', import.meta.url))
const TODAY = '2026-11-24'
/** The agency whose workers the story follows, and which reads the report at its end. */
const AGENCY = 'DKPPP'

/** A slip that nobody has used yet, for whoever wants to try. */
export interface Told {
  code: string
  bornOn: string
}

/** Plays the main job on an empty world and prints it: lists, notices, a worker who checks, one with a slip, the report. */
export async function tellStory(
  world: World,
  network: SimulatedNetwork,
  clock: TurnableClock,
  shell: Shell,
): Promise<Told> {
  const heading = (key: string) => shell.out(`\n${shell.say(`cli.demo.${key}`)}`)
  heading('lists')
  await importLists(world, shell)
  heading('notices')
  const routed = await routeNotices(world)
  shell.out(shell.say(['cli.import.routed', { ...routed }]))
  await deliverAllDue(world)
  heading('phone')
  await phoneStory(world, network, clock, shell)
  heading('slip')
  const [used, spare] = await slips(world)
  await slipStory(world, network, clock, used!, shell)
  heading('report')
  shell.out(reachTable(shell, await reachReport(world, AGENCY, `${TODAY.slice(0, 7)}-01`, TODAY)))
  return spare!
}

async function importLists(world: World, { out, say }: Shell): Promise<void> {
  const rows: string[][] = [['', ...VERDICTS.map((verdict) => say(`roster.verdict.${verdict}`))]]
  for (const [code, name, file, funding] of LISTS) {
    const now = world.clock.now()
    await world.database.run((db) => addAgency(db, { id: world.ids.next(now), code, name, createdAt: now }))
    const { verdicts } = await importRoster(world, path.join(FOLDER, file), {
      agency: code,
      funding,
      mode: 'apply',
      by: 'demo',
    })
    rows.push([code, ...VERDICTS.map((verdict) => String(verdicts[verdict]))])
  }
  out(table(rows))
}

/** Somebody whose phone stands on a list: gets the news, proves the birth date, reads, understands. */
async function phoneStory(world: World, network: SimulatedNetwork, clock: TurnableClock, shell: Shell): Promise<void> {
  const { address, bornOn } = await somebodyTold(world, network)
  const phone = new SimulatedPhone(world, network, clock, address, address)
  print(phone.look(), shell)
  for (const text of ['1', asTyped(bornOn), 'ok', '1']) await exchange(phone, text, shell)
}

async function slipStory(
  world: World,
  network: SimulatedNetwork,
  clock: TurnableClock,
  { code, bornOn }: Told,
  shell: Shell,
): Promise<void> {
  const phone = new SimulatedPhone(world, network, clock, 'a-borrowed-phone')
  for (const text of ['halo', '1', '1', code.toLowerCase(), '01-01-1960', '1', code, bornOn, '1'])
    await exchange(phone, text, shell)
}

async function exchange(phone: SimulatedPhone, text: string, shell: Shell): Promise<void> {
  shell.out(`\n  > ${text}`)
  print((await phone.say({ text })).replies, shell)
}

function print(prompts: readonly SpokenPrompt[], { out }: Shell): void {
  for (const prompt of prompts) {
    const lines = asText(prompt).split('\n')
    out(lines.map((line, at) => `  ${at === 0 ? '<' : ' '} ${line}`).join('\n'))
  }
}

/** The first phone whose notice speaks of one worker of the agency whose contribution is recorded as paid. */
async function somebodyTold(world: World, network: SimulatedNetwork): Promise<{ address: string; bornOn: Day }> {
  const agencyName = LISTS.find(([code]) => code === AGENCY)![1]
  for (const address of network.addresses()) {
    const [message] = network.at(address)
    const found = await world.database.run(function* (db) {
      const noticed = yield* toldBy(db, message!.id)
      const [worker] = yield* workersById(
        db,
        noticed.map(({ workerId }) => workerId),
      )
      const entries = yield* enrolmentsOf(db, worker ? [worker.id] : [])
      const isPaid = entries.every((entry) => entry.agency === agencyName && stateOn(TODAY, entry) === 'paid')
      return noticed.length === 1 && isPaid ? worker : undefined
    })
    if (found) return { address, bornOn: found.bornOn }
  }
  throw new Error('the fictional lists have nobody to tell')
}

/** Slips of two workers who are to be visited. */
function slips(world: World): Promise<Told[]> {
  return world.database.run(function* (db) {
    const agency = yield* agencyByCode(db, AGENCY)
    const visits = (yield* openVisits(db, agency!.id, undefined, world.clock.now()))
      .filter(({ slip }) => slip !== null)
      .slice(0, 2)
    const workers = yield* workersById(
      db,
      visits.map(({ worker }) => worker.id),
    )
    return visits.map(({ slip }, at) => ({
      code: spellCode(world.vault.open('slips.code', slip!.codeSealed)),
      bornOn: asTyped(workers[at]!.bornOn),
    }))
  })
}

function asTyped(day: Day): string {
  return day.split('-').reverse().join('-')
}
