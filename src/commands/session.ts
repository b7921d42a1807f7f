import { DomainError } from '../domain/errors.ts'
import type { Officer } from '../domain/officer.ts'
import { findKelurahan } from '../domain/region/find-kelurahan.ts'
import { kelurahanOf } from '../domain/region/kelurahan.ts'
import { withWorld } from '../main.ts'
import { listMeetings, readMeeting } from '../services/meetings/desk.ts'
import { closeMeeting, holdMeeting } from '../services/meetings/hold.ts'
import { posterOf } from '../services/meetings/poster.ts'
import { saveFile } from '../services/save-file.ts'
import type { World } from '../services/world.ts'
import { agencyByCode } from '../store/agencies.ts'
import { meetingByCode } from '../store/meetings.ts'
import { moment } from '../web/console/times.ts'
import { asOfficer, OPERATOR } from './as-officer.ts'
import type { Command, Shell } from './command.ts'
import { needed, readOptions } from './options.ts'
import { table } from './table.ts'

const OPTIONS = {
  ...({ agency: { type: 'string' }, kelurahan: { type: 'string' }, place: { type: 'string' } } as const),
  ...({ topic: { type: 'string' }, on: { type: 'string' }, at: { type: 'string' } } as const),
  ...({ headcount: { type: 'string' }, poster: { type: 'string' }, as: { type: 'string' } } as const),
} as const

type Values = { [K in keyof typeof OPTIONS]?: string }

/**
 * `session open --agency CODE --kelurahan NAME --place P --topic T --on DAY --at HH:MM [--poster FILE.pdf] --as OFFICER |
 * list [--agency CODE] | close CODE [--headcount N] --as OFFICER`: meetings at which people are told together.
 */
export const session: Command = async (args, shell) => {
  const { values, positionals } = readOptions(args, OPTIONS)
  const [verb = '', code] = positionals
  if (verb === 'list') return withWorld(shell, (world) => list(world, shell, values.agency))
  if (verb !== 'open' && verb !== 'close') throw new DomainError('cli.usage', { usage: shell.say('cli.session.usage') })
  const closes = verb === 'close' ? needed('KODE', code) : undefined
  const username = needed('--as', values.as)
  return withWorld(shell, async (world) => {
    const by = await asOfficer(world, username, shell)
    if (closes === undefined) await open(world, shell, by, values)
    else await close(world, shell, by, closes, values.headcount)
    return 0
  })
}

async function open(world: World, shell: Shell, by: Officer, values: Values): Promise<void> {
  const kelurahan = findKelurahan(needed('--kelurahan', values.kelurahan))
  if (!kelurahan) throw new DomainError('operation.noKelurahan')
  const { id, code } = await holdMeeting(world, by, {
    ...{ agency: needed('--agency', values.agency), kelurahan: kelurahan.code },
    ...{ place: needed('--place', values.place), topic: needed('--topic', values.topic) },
    ...{ on: needed('--on', values.on), at: needed('--at', values.at) },
  })
  const read = await readMeeting(world, by, id)
  shell.out(shell.say(['cli.session.opened', { code }]))
  for (const link of Object.values(read.links)) shell.out(link)
  if (values.poster !== undefined) await saveFile(await posterOf(world, read), values.poster)
}

async function close(world: World, shell: Shell, by: Officer, typed: string, heads = ''): Promise<void> {
  const meeting = await world.database.run((db) => meetingByCode(db, typed.toUpperCase()))
  if (!meeting) throw new DomainError('meetings.notFound')
  await closeMeeting(world, by, meeting.id, heads)
  shell.out(shell.say(['cli.session.closed', { code: meeting.code }]))
}

async function list(world: World, shell: Shell, code: string | undefined): Promise<number> {
  const agency = code === undefined ? null : await world.database.run((db) => agencyByCode(db, code))
  if (code !== undefined && !agency) throw new DomainError('operation.noAgency', { code })
  const meetings = await listMeetings(world, { ...OPERATOR, agencyId: agency?.id ?? null })
  const rows = meetings.map(({ code: own, startsAt, topic, place, kelurahan, attended, headcount, closedAt }) => [
    ...[own, shell.say(moment(startsAt)), topic, `${place}, ${kelurahanOf(kelurahan)?.name ?? ''}`],
    shell.say(['console.meetings.attended', { persons: attended.persons, unknown: attended.unknown }]),
    shell.say(headcount === null ? 'console.meetings.noHeads' : ['console.meetings.heads', { n: headcount }]),
    closedAt === null ? '' : shell.say('console.meetings.isClosed'),
  ])
  if (rows.length > 0) shell.out(table(rows))
  shell.err(shell.say(['cli.session.total', { n: meetings.length }]))
  return 0
}
