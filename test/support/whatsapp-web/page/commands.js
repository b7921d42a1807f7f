import { arrive } from './arriving.js'
import { lose } from './media.js'
import { Msg } from './models.js'
import { fates, strangers } from './sending.js'
import { link, renewCode, Socket, unlink } from './socket.js'

/** What a test may let happen on the other side. */
const COMMANDS = {
  link,
  unlink,
  renewCode,
  arrive,
  lose,
  state: ({ state }) => Socket.become(state),
  ack: ({ key, ack }) => named(key).set({ ack }),
  revoke: ({ key }) => named(key).set({ type: 'revoked', body: '' }),
  change: ({ key, fields }) => named(key).set(fields),
  stranger: ({ id }) => strangers.add(id),
  fate: ({ fate, times = 1 }) => fates.push(...Array(times).fill(fate)),
  readdress: () => {
    location.hash = crypto.randomUUID()
  },
  reload: () => setTimeout(() => location.reload(), 20),
}

export async function obey({ command, ...more }) {
  if (!Object.hasOwn(COMMANDS, command)) throw new Error(`no command ${command}`)
  const value = await COMMANDS[command](more)
  return typeof value === 'string' ? value : null
}

function named(key) {
  const msg = Msg.get(key)
  if (!msg) throw new Error(`no message ${key}`)
  return msg
}
