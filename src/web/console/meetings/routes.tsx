import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DomainError } from '../../../domain/errors.ts'
import type { Text } from '../../../domain/message.ts'
import { noteAttendanceList, noteChosen, type ReadAttendance } from '../../../services/meetings/attendance-list.ts'
import { listMeetings, readMeeting } from '../../../services/meetings/desk.ts'
import { closeMeeting, holdMeeting, type NewMeeting } from '../../../services/meetings/hold.ts'
import { posterOf } from '../../../services/meetings/poster.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { agenciesOf } from '../agencies.tsx'
import { deskOf, show } from '../desk.tsx'
import { fieldsOf, formOf, idIn, statusOf, tried } from '../forms.ts'
import { MEETINGS } from '../paths.ts'
import { ListPage } from './list-page.tsx'
import { OnePage } from './one-page.tsx'

const rule = { config: { allow: 'holdMeetings' } } as const
// What is posted for a doubtful line, `pick0`, `pick1` and so on.
const PICK = /^pick\d+$/

/** Meetings at which people are told together. Whose an officer sees is the services' affair. */
export function registerMeetings(app: FastifyInstance, world: World): void {
  app.get(MEETINGS, rule, (request, reply) => list(world, request, reply))

  app.post(MEETINGS, rule, async (request, reply) => {
    const typed = fieldsOf(request, 'agency', 'kelurahan', 'place', 'topic', 'on', 'at')
    const held = await tried(holdMeeting(world, seatIn(request).officer, typed, formOf(request)))
    if ('refused' in held) return list(world, request, reply, held.refused, typed)
    return reply.redirect(`${MEETINGS}/${held.value.id}`, 303)
  })

  app.get(`${MEETINGS}/:id`, rule, (request, reply) => one(world, request, reply, {}))

  app.get(`${MEETINGS}/:id/poster.pdf`, rule, async (request, reply) => {
    const read = await readMeeting(world, seatIn(request).officer, idIn(request))
    const disposition = `attachment; filename="poster-${read.meeting.code}.pdf"`
    return reply
      .type('application/pdf')
      .header('content-disposition', disposition)
      .send(await posterOf(world, read))
  })

  app.post(`${MEETINGS}/:id/tutup`, rule, async (request, reply) => {
    const { heads } = fieldsOf(request, 'heads')
    const closed = await tried(closeMeeting(world, seatIn(request).officer, idIn(request), heads, formOf(request)))
    return one(world, request, reply, 'refused' in closed ? closed : { done: 'console.meetings.noted' })
  })

  app.post(`${MEETINGS}/:id/daftar`, rule, async (request, reply) => {
    const { lines } = fieldsOf(request, 'lines')
    const noted = await tried(noteAttendanceList(world, seatIn(request).officer, idIn(request), lines, formOf(request)))
    if ('refused' in noted) return one(world, request, reply, noted)
    const done: Text = ['console.meetings.notedList', { n: { count: noted.value.noted } }]
    return one(world, request, reply, { done, read: noted.value })
  })

  app.post(`${MEETINGS}/:id/pilih`, rule, async (request, reply) => {
    const chosen = Object.entries((request.body ?? {}) as Record<string, unknown>)
    const codes = chosen.flatMap(([name, code]) => (PICK.test(name) && typeof code === 'string' && code ? [code] : []))
    const noted = await tried(noteChosen(world, seatIn(request).officer, idIn(request), codes, formOf(request)))
    if ('refused' in noted) return one(world, request, reply, noted)
    return one(world, request, reply, { done: ['console.meetings.notedList', { n: { count: noted.value } }] })
  })
}

async function list(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  refused?: DomainError,
  typed?: NewMeeting,
): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const { officer } = desk.seat
  const parts = { meetings: await listMeetings(world, officer), agencies: await agenciesOf(world, officer), typed }
  const problem = refused && desk.tell([refused.code, refused.values])
  return show(reply, <ListPage desk={desk} {...parts} problem={problem} />, refused ? statusOf(refused) : 200)
}

interface Came {
  done?: Text
  refused?: DomainError
  read?: ReadAttendance
}

async function one(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  { done, refused, read }: Came,
): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const shown = await readMeeting(world, desk.seat.officer, idIn(request))
  const told = { done: done && desk.tell(done), problem: refused && desk.tell([refused.code, refused.values]) }
  return show(reply, <OnePage desk={desk} shown={shown} read={read} {...told} />, refused ? statusOf(refused) : 200)
}
