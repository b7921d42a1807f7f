import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Locale, Text } from '../domain/message.ts'
import type { Words } from '../i18n/say.ts'
import { type AssetName, assetPath } from './assets.ts'

/** Tells a text in the language of a page. */
export type Tell = (text: Text) => string

/** In Bahasa Indonesia, unless the page is a chat's that speaks another language. */
export function tellOf(words: Words, locale: Locale = 'id'): Tell {
  return (text) => words.say(locale, text)
}

export const HTML = 'text/html; charset=utf-8'

/** A whole page as it is sent. */
export function document(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`
}

interface PageProps {
  tell: Tell
  title: string
  locale?: Locale
  /** Whether the live script of the chat belongs to the page. */
  isLive?: boolean
  /** A style of its own beside that of all pages. */
  style?: AssetName
  /** What stands in the page's head bar below the name. */
  top?: ComponentChildren
  children: ComponentChildren
}

/** What all pages have around their content. */
export function Page({ tell, title, locale = 'id', isLive = false, style, top, children }: PageProps) {
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#0b5345" />
        <title>{title}</title>
        <link rel="icon" href={assetPath('sapa.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetPath('sapa.css')} />
        {style && <link rel="stylesheet" href={assetPath(style)} />}
      </head>
      <body>
        <header>
          <b>{tell('web.name')}</b> <span>{tell('web.about')}</span>
          {top}
        </header>
        {children}
        {isLive && <script src={assetPath('live.js')} />}
      </body>
    </html>
  )
}

/** A page that tells one thing and leads back to the chat. */
export function NoticePage({ tell, title, children }: Omit<PageProps, 'isLive' | 'style' | 'top'>) {
  return (
    <Page tell={tell} title={title}>
      <main class="sheet">
        <h1>{title}</h1>
        {children}
        <BackToChat tell={tell} />
      </main>
    </Page>
  )
}

export function BackToChat({ tell }: { tell: Tell }) {
  return (
    <p>
      <a class="button" href="/chat">
        {tell('web.toChat')}
      </a>
    </p>
  )
}
