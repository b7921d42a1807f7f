import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren, VNode } from 'preact'
import type { Seat } from '../../services/accounts/seats.ts'
import type { World } from '../../services/world.ts'
import { seatIn } from '../allow.ts'
import { document, HTML, Page, type Tell, tellOf } from '../page.tsx'
import { ACCOUNT, HOME, LOG_OUT } from './paths.ts'
import { sectionsOf } from './sections.ts'

/** What every page of the console is made with. */
export interface Desk {
  tell: Tell
  seat: Seat
  now: Date
  /** A key for a form of this page, by which a second handing-in is known. */
  makeKey: () => string
}

export function deskOf(world: World, request: FastifyRequest): Desk {
  return {
    ...{ tell: tellOf(world.words), seat: seatIn(request), now: world.clock.now() },
    makeKey: () => world.ids.random(16).toString('base64url'),
  }
}

export function show(reply: FastifyReply, page: VNode, status = 200): FastifyReply {
  return reply.code(status).type(HTML).send(document(page))
}

interface DeskPageProps {
  desk: Desk
  title: string
  /** The address of the section that the page belongs to. */
  at?: string
  /** What went wrong with a form, in words. */
  problem?: string | undefined
  /** What has just been done, in words. */
  done?: string | undefined
  children: ComponentChildren
}

/** A page for an officer who is logged in: the sections that are theirs, and the page's own content. */
export function DeskPage({ desk, title, at, problem, done, children }: DeskPageProps) {
  const { tell } = desk
  return (
    <Page
      tell={tell}
      title={tell(['console.title', { page: title }])}
      style="petugas.css"
      top={<Top desk={desk} at={at} />}
    >
      <main class="desk" id="isi">
        <h1>{title}</h1>
        <Told problem={problem} done={done} />
        {children}
      </main>
    </Page>
  )
}

export function Told({ problem, done }: { problem?: string | undefined; done?: string | undefined }) {
  return (
    <>
      {problem && (
        <p class="state wrongly" role="alert">
          {problem}
        </p>
      )}
      {done && (
        <p class="state rightly" role="status">
          {done}
        </p>
      )}
    </>
  )
}

function Top({ desk, at }: { desk: Desk; at: string | undefined }) {
  const { tell, seat } = desk
  const places = [{ path: HOME, label: 'console.section.home' }, ...sectionsOf(seat.officer)]
  const mine = { path: ACCOUNT, label: 'console.section.account' }
  return (
    <>
      <a class="skip" href="#isi">
        {tell('console.skip')}
      </a>
      <nav aria-label={tell('console.nav')}>
        <ul>
          {[...places, mine].map(({ path, label }) => (
            <li>
              <a href={path} {...(path === at && { 'aria-current': 'page' as const })}>
                {tell(label)}
              </a>
            </li>
          ))}
        </ul>
        <DeskForm desk={desk} action={LOG_OUT} class="out">
          <span>{seat.officer.name}</span>
          <button type="submit">{tell('console.logOut')}</button>
        </DeskForm>
      </nav>
    </>
  )
}

interface DeskFormProps {
  desk: Desk
  action: string
  /** The count of changes of the row that the form is about. */
  rev?: number
  class?: string
  id?: string
  /** `multipart/form-data` for a form with a file. */
  enctype?: string
  children: ComponentChildren
}

/** A form of the console: it carries what shows that it is ours, and that it is handed in once. */
export function DeskForm({ desk, action, rev, children, ...more }: DeskFormProps) {
  return (
    <form method="post" action={action} {...more}>
      <input type="hidden" name="csrf" value={desk.seat.csrf} />
      <input type="hidden" name="key" value={desk.makeKey()} />
      {rev !== undefined && <input type="hidden" name="rev" value={rev} />}
      {children}
    </form>
  )
}

interface FieldProps {
  id: string
  label: string
  hint?: string
  children: ComponentChildren
}

/** A field with its name above and what it wants below the name. */
export function Field({ id, label, hint, children }: FieldProps) {
  return (
    <>
      <label for={id}>
        {label}
        {hint && <small>{hint}</small>}
      </label>
      {children}
    </>
  )
}
