import type { ComponentChildren } from 'preact'
import { dayOf } from '../../../domain/clock.ts'
import type { Thread } from '../../../services/handovers/thread.ts'
import type { ListedFile } from '../../../store/chat-files.ts'
import type { HandoverEvent } from '../../../store/handovers.ts'
import type { Said } from '../../../store/history.ts'
import { inputWords } from '../../chat/bubbles.tsx'
import { clockTime } from '../../clock-time.ts'
import type { Tell } from '../../page.tsx'
import { RichText } from '../../rich-text.tsx'
import { type Desk, DeskForm, DeskPage, Field } from '../desk.tsx'
import { HANDOVERS } from '../paths.ts'
import { moment } from '../times.ts'
import { whoWords } from './list-page.tsx'

interface ThreadPageProps {
  desk: Desk
  thread: Thread
  problem?: string | undefined
  done?: string | undefined
  /** What was written and could not be sent. */
  typed?: string | undefined
}

/** One hand-over: what was said, who did what, and the box for an answer. */
export function ThreadPage({ desk, thread, problem, done, typed }: ThreadPageProps) {
  const { tell } = desk
  const { handover, who } = thread
  return (
    <DeskPage desk={desk} title={whoWords(tell, who)} at={HANDOVERS} problem={problem} done={done}>
      <p>
        {tell(`console.channel.${who.channel}`)}
        {' · '}
        {tell(['console.handovers.opened', { at: { text: moment(handover.openedAt) } }])}
        {' · '}
        <a href={HANDOVERS}>{tell('console.thread.toList')}</a>
      </p>
      <Lines tell={tell} thread={thread} />
      <div class="answer">
        {handover.closedAt ? (
          <Closed tell={tell} next={thread.next} typed={typed} />
        ) : (
          <Deeds desk={desk} thread={thread} typed={typed} />
        )}
      </div>
    </DeskPage>
  )
}

/** A thread that is over takes no more answers: what was written for it is there to be copied. */
function Closed({ tell, next, typed }: { tell: Tell; next: string | undefined; typed: string | undefined }) {
  return (
    <>
      <p class="state">{tell('console.thread.closed')}</p>
      {typed && (
        <Field id="unsent" label={tell('console.thread.unsent')} hint={tell('console.thread.unsentHint')}>
          <textarea id="unsent" rows={4} readOnly>
            {typed}
          </textarea>
        </Field>
      )}
      {next && (
        <p>
          <a href={`${HANDOVERS}/${next}`}>{tell('console.thread.toNext')}</a>
        </p>
      )}
    </>
  )
}

function Deeds({ desk, thread, typed }: Pick<ThreadPageProps, 'desk' | 'thread' | 'typed'>) {
  const { tell } = desk
  const { id, rev } = thread.handover
  const at = `${HANDOVERS}/${id}`
  return (
    <>
      <p class="state">{tell(thread.isSilent ? 'console.thread.silent' : 'console.thread.botAnswers')}</p>
      <p>
        {/* Another address each time: to the one that is open a browser only scrolls. */}
        <a href={`${at}?pukul=${desk.now.getTime()}#akhir`}>{tell('console.thread.refresh')}</a>
      </p>
      <DeskForm desk={desk} action={`${at}/balas`} rev={rev}>
        <Field id="words" label={tell('console.thread.reply')} hint={tell('console.thread.replyHint')}>
          <textarea id="words" name="words" rows={4} maxLength={2000} required>
            {typed}
          </textarea>
        </Field>
        <button type="submit">{tell('console.thread.send')}</button>
      </DeskForm>
      <div class="side">
        {!thread.isSilent && (
          <DeskForm desk={desk} action={`${at}/ambil`} rev={rev}>
            <button type="submit" class="quiet">
              {tell('console.thread.take')}
            </button>
          </DeskForm>
        )}
        <DeskForm desk={desk} action={`${at}/tutup`} rev={rev}>
          <button type="submit" class="quiet">
            {tell('console.thread.close')}
          </button>
        </DeskForm>
      </div>
    </>
  )
}

type Line = { at: Date; said: Said } | { at: Date; event: HandoverEvent }

function Lines({ tell, thread }: { tell: Tell; thread: Thread }) {
  const { said, events, files, handover } = thread
  const notes = events.filter(({ kind }) => kind !== 'replied')
  const lines: Line[] = [
    ...said.map((one) => ({ at: one.at, said: one })),
    ...notes.map((event) => ({ at: event.at, event })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime())
  const writers = new Map(events.map(({ id, kind, officer }) => [id, kind === 'replied' ? officer : null]))
  return (
    <ol class="log thread" aria-label={tell('console.thread.log')}>
      {lines.map((line, at) => {
        const isNewDay = at === 0 || dayOf(lines[at - 1]!.at) !== dayOf(line.at)
        return (
          <>
            {isNewDay && <li class="day">{tell(['web.day', { day: { day: dayOf(line.at) } }])}</li>}
            {'said' in line ? (
              <Message {...last(at, lines)} tell={tell} one={line.said} said={said} writers={writers}>
                {files
                  .filter(({ inboundId }) => inboundId === line.said.id)
                  .map((file) => (
                    <Attached tell={tell} file={file} handoverId={handover.id} />
                  ))}
              </Message>
            ) : (
              <Note {...last(at, lines)} tell={tell} event={line.event} />
            )}
          </>
        )
      })}
    </ol>
  )
}

/** The last line is where the page opens after something was done. */
function last(at: number, lines: readonly Line[]): { id?: string } {
  return at === lines.length - 1 ? { id: 'akhir' } : {}
}

interface MessageProps {
  id?: string
  tell: Tell
  one: Said
  said: readonly Said[]
  writers: ReadonlyMap<string, string | null>
  children?: ComponentChildren
}

function Message({ tell, one, said, writers, children, ...id }: MessageProps) {
  const officer = one.by === 'us' && one.cause === 'officer' ? writers.get(one.causeId) : undefined
  const by = one.by === 'person' ? tell('console.thread.person') : (officer ?? tell('console.thread.bot'))
  return (
    <li class={one.by} {...id}>
      <b class="by">{by}</b>
      <div class="words">
        {one.by === 'person' ? inputWords(one.input, said, tell) : <RichText text={one.prompt.text} />}
      </div>
      {one.by === 'us' && one.prompt.file && (
        <small>{tell(['console.thread.withFile', { kind: { text: `media.kind.${one.prompt.file.type}` } }])}</small>
      )}
      {children}
      {one.by === 'us' && one.prompt.choices.length > 0 && (
        <ol class="offered">
          {one.prompt.choices.map(({ label }) => (
            <li>{label}</li>
          ))}
        </ol>
      )}
      <time dateTime={one.at.toISOString()}>
        {clockTime(one.at)} {one.by === 'us' && one.waits && tell('console.thread.waits')}
        {one.by === 'us' && one.isDelivered && tell(one.isRead ? 'console.thread.read' : 'console.thread.delivered')}
      </time>
    </li>
  )
}

/** A file of the person's: the way to it, or why there is none. */
function Attached({ tell, file, handoverId }: { tell: Tell; file: ListedFile; handoverId: string }) {
  if (file.keptAt === null) return <p class="state">{tell(`console.thread.file.${file.refusal ?? 'waiting'}`)}</p>
  return (
    <p>
      <a href={`${HANDOVERS}/${handoverId}/berkas/${file.id}`}>
        {tell([
          'console.thread.file.open',
          {
            kind: file.type === 'application/pdf' ? 'PDF' : tell('console.thread.file.picture'),
            kilobytes: { count: Math.ceil(file.bytes! / 1000) },
          },
        ])}
      </a>
    </p>
  )
}

function Note({ tell, event: { kind, officer, at }, ...id }: { id?: string; tell: Tell; event: HandoverEvent }) {
  return (
    <li class="note" {...id}>
      {tell(eventWords(kind, officer, at))}
    </li>
  )
}

/** What somebody did in a thread, told to officers. */
export function eventWords(kind: HandoverEvent['kind'], officer: string | null, at: Date) {
  return [`console.event.${kind}`, { officer: officer ?? '–', time: clockTime(at) }] as const
}
