import { CALL_MS, within } from './fault.ts'
import type { Client } from './library.ts'

// What runs in the page is given as text: nothing of this program is there.

export interface Look {
  state: string | null
  hasSynced: boolean
}

/** How the page stands with WhatsApp. */
export async function lookAt({ pupPage }: Client): Promise<Look> {
  const look = `(() => {
    const { state, hasSynced } = window.require('WAWebSocketModel').Socket
    return { state: state ?? null, hasSynced: hasSynced === true }
  })()`
  return (await within(CALL_MS, pupPage!.evaluate(look))) as Look
}

/** Has a new code made; the library tries that on the wrong side (1.34.7, `onAuthAppStateChangedEvent`). */
export async function refreshCode({ pupPage }: Client): Promise<void> {
  await within(CALL_MS, pupPage!.evaluate(`void window.require('WAWebCmd').Cmd.refreshQR()`))
}

/** Tells the library that the page has synced, where that came before it listened (1.34.7, `change:hasSynced`). */
export async function pokeReady({ pupPage }: Client): Promise<void> {
  await within(CALL_MS, pupPage!.evaluate(`void window.onAppStateHasSyncedEvent?.()`))
}

/** Shows the person that we are typing. */
export async function showTyping({ pupPage }: Client, chatId: string): Promise<void> {
  await within(CALL_MS, pupPage!.evaluate(`window.WWebJS.sendChatstate('typing', ${JSON.stringify(chatId)})`))
}

/** Milliseconds since 1970 by the page's clock, by which messages are dated there. */
export async function nowInPage({ pupPage }: Client): Promise<number> {
  return (await within(CALL_MS, pupPage!.evaluate('performance.timeOrigin + performance.now()'))) as number
}
