import { describe, expect, it } from 'vitest'
import { render } from '../../src/channels/render.ts'
import { WebChat } from '../../src/channels/web-chat/web-chat.ts'

const LONG = 60_000
const message = (address: string) => ({ id: 'm1', address, prompt: { text: 'Halo', choices: [] } })

describe('the web chat channel', () => {
  it('wakes the pages of that chat, and no other', async () => {
    const channel = new WebChat()
    const mine = channel.listen('a')
    const other = channel.listen('b')
    const woken = mine.wait(LONG).then(() => 'woken')
    expect(await channel.send(message('a'))).toEqual({ sent: true })
    expect(await woken).toBe('woken')
    expect(await Promise.race([other.wait(20).then(() => 'late'), woken])).toBe('woken')
  })

  it('tells of news that came before the wait began', async () => {
    const channel = new WebChat()
    const ear = channel.listen('a')
    await channel.send(message('a'))
    await ear.wait(LONG)
    expect(ear.isStopped).toBe(false)
  })

  it('gives up waiting after a while', async () => {
    await new WebChat().listen('a').wait(1)
  })

  it('sends to nobody without harm', async () => {
    expect(await new WebChat().send(message('a'))).toEqual({ sent: true })
  })

  it('forgets pages that are gone, and lets the oldest of too many go', async () => {
    const channel = new WebChat()
    const ears = Array.from({ length: 6 }, () => channel.listen('a'))
    expect(ears.map(({ isStopped }) => isStopped)).toEqual([true, true, false, false, false, false])
    expect(channel.listening).toBe(4)
    for (const ear of ears) ear.stop()
    expect(channel.listening).toBe(0)
  })

  it('lets every page go when it stops', async () => {
    const channel = new WebChat()
    const ear = channel.listen('a')
    const waited = ear.wait(LONG)
    await channel.stop()
    await waited
    expect(ear.isStopped).toBe(true)
    expect(channel.listen('b').isStopped).toBe(true)
  })

  it('shows choices as buttons, and never writes first', () => {
    const { abilities } = new WebChat()
    const choices = Array.from({ length: 12 }, (_, n) => ({ value: `${n}`, label: 'Lihat semua manfaat '.repeat(4) }))
    expect(render({ text: 'Pilih', choices }, abilities).as).toBe('buttons')
    expect(abilities).toMatchObject({ writesFirst: false, idempotent: true })
  })
})
