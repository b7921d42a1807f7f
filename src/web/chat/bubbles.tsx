import { dayOf } from '../../domain/clock.ts'
import { isPicture, type MediaRef } from '../../domain/media.ts'
import type { Input, SpokenPrompt } from '../../domain/message.ts'
import type { Said } from '../../store/history.ts'
import { clockTime } from '../clock-time.ts'
import type { Tell } from '../page.tsx'
import { RichText } from '../rich-text.tsx'
import { cursorOf } from './cursor.ts'

/** Where a chat's own files are, by their ids. */
export const CHAT_FILES = '/chat/berkas'

export interface BubblesProps {
  tell: Tell
  /** The whole chat as far as it is shown. */
  said: readonly Said[]
  /** Which of it to render; all of it when left out. */
  only?: readonly Said[]
  /** Name of the place at which a page without a script is opened: the newest words of the person, replies below. */
  anchor?: string
  publicUrl: string
  makeId: () => string
}

/** Messages as a chat shows them, a line with the day wherever a new one begins. Only the newest choices can be pressed. */
export function Bubbles({ said, only = said, anchor, ...around }: BubblesProps) {
  const newest = said.findLast((one) => one.by === 'us' && one.prompt.choices.length > 0)
  const asked = said.findLast((one) => one.by === 'person')
  return (
    <>
      {only.map((one) => {
        const before = said[said.indexOf(one) - 1]
        const isNewDay = !before || dayOf(before.at) !== dayOf(one.at)
        return (
          <>
            {isNewDay && <DayLine at={one.at} tell={around.tell} />}
            <Bubble
              {...around}
              {...(one === asked && anchor !== undefined && { anchor })}
              one={one}
              said={said}
              isNewest={one === newest}
            />
          </>
        )
      })}
    </>
  )
}

function DayLine({ at, tell }: { at: Date; tell: Tell }) {
  const day = dayOf(at)
  return (
    <li class="day" id={`day-${day}`}>
      {tell(['web.day', { day: { day } }])}
    </li>
  )
}

type BubbleProps = Omit<BubblesProps, 'only'> & { one: Said; isNewest: boolean }

function Bubble({ one, said, isNewest, anchor, tell, publicUrl, makeId }: BubbleProps) {
  return (
    <li class={one.by} id={`m-${one.id}`} data-at={cursorOf(one)}>
      {anchor && <span class="anchor" id={anchor} />}
      <span class="unseen">{tell(one.by === 'us' ? 'web.chat.us' : 'web.chat.you')}</span>
      <div class="words">
        {one.by === 'person' ? (
          inputWords(one.input, said, tell)
        ) : (
          <RichText text={one.prompt.text} ownForms={`${publicUrl}/cek/`} linkLabel={tell('web.chat.openForm')} />
        )}
      </div>
      {one.by === 'us' && one.prompt.file && <Attached tell={tell} file={one.prompt.file} />}
      {one.by === 'us' && <Choices prompt={one.prompt} isOpen={isNewest} makeId={makeId} />}
      <Time at={one.at} />
    </li>
  )
}

/** A picture as it is, a paper as a link. */
function Attached({ tell, file: { id, type } }: { tell: Tell; file: MediaRef }) {
  const at = `${CHAT_FILES}/${encodeURIComponent(id)}`
  if (isPicture(type)) return <img class="sent" src={at} alt={tell('web.chat.picture')} loading="lazy" />
  return (
    <p class="sent">
      <a href={at}>{tell('web.chat.paper')}</a>
    </p>
  )
}

interface ChoicesProps {
  prompt: SpokenPrompt
  isOpen: boolean
  makeId: () => string
}

function Choices({ prompt: { choices, asked }, isOpen, makeId }: ChoicesProps) {
  if (choices.length === 0) return null
  return (
    <form class={isOpen ? 'choices' : 'choices past'} method="post" action="/chat">
      <input type="hidden" name="id" value={makeId()} />
      {asked !== undefined && <input type="hidden" name="asked" value={asked} />}
      {choices.map(({ value, label }, at) => (
        <button type="submit" name="choice" value={value} disabled={!isOpen}>
          {at + 1}. {label}
        </button>
      ))}
    </form>
  )
}

function Time({ at }: { at: Date }) {
  return <time dateTime={at.toISOString()}>{clockTime(at)}</time>
}

/** What a person said: their words, or the label of the button that they pressed. */
export function inputWords({ text, choice }: Input, said: readonly Said[], tell: Tell): string {
  if (choice === undefined) return text || tell('web.chat.attachment')
  const offered = said.flatMap((one) => (one.by === 'us' ? one.prompt.choices : []))
  return offered.find(({ value }) => value === choice)?.label ?? tell('web.chat.choice')
}
