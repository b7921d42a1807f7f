import type { Locale } from '../../domain/message.ts'
import { Page } from '../page.tsx'
import { Bubbles, type BubblesProps } from './bubbles.tsx'

type ChatPageProps = Omit<BubblesProps, 'only'> & {
  locale: Locale
  isCookieRefused: boolean
  /** The code of a meeting by whose link the page was opened: to be sent with one press. */
  checkIn?: string | undefined
}

/** The chat. Every part works by plain form posts; the live script, where it runs, spares the reloading. */
export function ChatPage({ isCookieRefused, locale, checkIn, ...props }: ChatPageProps) {
  const { tell, said, makeId } = props
  return (
    <Page tell={tell} title={tell('web.chat.title')} locale={locale} isLive>
      <main>
        <ol class="log" id="log" role="log" aria-live="polite" aria-label={tell('web.chat.log')}>
          {checkIn !== undefined && <CheckIn tell={tell} makeId={makeId} code={checkIn} />}
          {said.length === 0 && checkIn === undefined && <First tell={tell} makeId={makeId} />}
          <Bubbles {...props} anchor="akhir" />
        </ol>
      </main>
      <div class="bar">
        <p class="state" id="state" role="status" hidden={!isCookieRefused}>
          {isCookieRefused && tell('web.chat.cookies')}
        </p>
        <form method="post" action="/chat" id="write" {...wordsForScript(tell)}>
          <input type="hidden" name="id" value={makeId()} />
          <label class="unseen" for="text">
            {tell('web.chat.label')}
          </label>
          <input type="text" id="text" name="text" placeholder={tell('web.chat.label')} autocomplete="off" />
          <button type="submit">{tell('web.chat.send')}</button>
        </form>
        <a class="refresh" id="refresh" href="/chat#akhir">
          {tell('web.chat.refresh')}
        </a>
      </div>
    </Page>
  )
}

function First({ tell, makeId }: Pick<BubblesProps, 'tell' | 'makeId'>) {
  return (
    <li class="us" id="first">
      <div class="words">{tell('web.chat.first')}</div>
      <form class="choices" method="post" action="/chat">
        <input type="hidden" name="id" value={makeId()} />
        <button type="submit" name="text" value="halo">
          {tell('web.chat.start')}
        </button>
      </form>
    </li>
  )
}

/** Opened by a meeting's link: nothing is noted before the person presses, since pages are opened ahead by programs too. */
function CheckIn({ tell, makeId, code }: Pick<BubblesProps, 'tell' | 'makeId'> & { code: string }) {
  return (
    <li class="us">
      <div class="words">{tell('web.chat.checkIn')}</div>
      <form class="choices" method="post" action="/chat">
        <input type="hidden" name="id" value={makeId()} />
        <button type="submit" name="text" value={`hadir ${code}`}>
          {tell(['web.chat.here', { code }])}
        </button>
      </form>
    </li>
  )
}

/** What the script says when a connection fails, so that all words stay in one place. */
function wordsForScript(tell: BubblesProps['tell']) {
  const words = ['sending', 'unsent', 'again', 'offline', 'refused', 'cookies'] as const
  return Object.fromEntries(words.map((name) => [`data-${name}`, tell(`web.chat.${name}`)]))
}
