import type { ComponentChild } from 'preact'
import { boldParts } from '../domain/bold.ts'

/** Words of ours as a page shows them: `*bold*` bold, addresses of our own form as a link named `linkLabel`; nothing else. */
export function RichText({ text, ownForms, linkLabel }: { text: string; ownForms?: string; linkLabel?: string }) {
  if (ownForms === undefined) return <>{bold(text)}</>
  // The link is a line of its own, so that the line breaks around it would only leave holes.
  const parts = text.split(new RegExp(`\n?${escaped(ownForms)}([\\w-]{16,64})\n?`))
  return (
    <>{parts.map((part, at) => (at % 2 === 0 ? bold(part) : <FormLink token={part} label={linkLabel ?? part} />))}</>
  )
}

// The path alone: the page may have been opened under another name of this server than the one it writes in messages.
function FormLink({ token, label }: { token: string; label: string }) {
  return (
    <a class="button" href={`/cek/${token}`}>
      {label}
    </a>
  )
}

function bold(text: string): ComponentChild[] {
  return boldParts(text).map((part) => (part.isBold ? <b>{part.text}</b> : part.text))
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
