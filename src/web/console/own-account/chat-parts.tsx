import type { ChatCode } from '../../../services/accounts/own-chat.ts'
import { type Desk, DeskForm, DeskPage } from '../desk.tsx'
import { ACCOUNT } from '../paths.ts'
import { moment } from '../times.ts'

/** The own chat, in which news of reports comes: to be linked, or to be let go. */
export function OwnChat({ desk, linkedAt }: { desk: Desk; linkedAt: Date | null }) {
  const { tell } = desk
  return (
    <>
      <h2>{tell('console.ownChat.title')}</h2>
      <p>{tell('console.ownChat.hint')}</p>
      {linkedAt && <p>{tell(['console.ownChat.linked', { at: { text: moment(linkedAt) } }])}</p>}
      <DeskForm desk={desk} action={`${ACCOUNT}/chat`}>
        <button type="submit">{tell('console.ownChat.offer')}</button>
      </DeskForm>
      {linkedAt && (
        <DeskForm desk={desk} action={`${ACCOUNT}/chat/putus`}>
          <button type="submit" class="quiet">
            {tell('console.ownChat.forget')}
          </button>
        </DeskForm>
      )}
    </>
  )
}

/** The code, shown once. */
export function ChatCodePage({ desk, offered: { code, url, minutes } }: { desk: Desk; offered: ChatCode }) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={tell('console.ownChat.title')} at={ACCOUNT}>
      <p>{tell(['console.ownChat.send', { minutes }])}</p>
      <p>
        <code class="link">{code}</code>
      </p>
      {url && (
        <p>
          <a class="button" href={url} rel="noreferrer">
            {tell('console.ownChat.open')}
          </a>
        </p>
      )}
    </DeskPage>
  )
}
