import { arrive } from './arriving.js'
import { config } from './config.js'
import { Emitter } from './emitter.js'
import { isLinked, keepLinked } from './link-store.js'
import { tell } from './wire.js'

class SocketModel extends Emitter {
  state = 'OPENING'
  hasSynced = false

  become(state) {
    if (this.state === state) return
    this.state = state
    this.trigger('change:state', this, state)
    tell({ is: 'state', state })
  }

  sync() {
    this.hasSynced = true
    this.trigger('change:hasSynced', this, true)
  }

  async logout() {
    await unlink()
  }
}

export const Socket = new SocketModel()

export const Conn = Object.assign(new Emitter(), {
  ref: newRef(),
  pushname: 'Sapa',
  platform: 'android',
  serialize() {
    return { ref: this.ref, pushname: this.pushname, platform: this.platform, connected: true }
  },
})

export const Cmd = Object.assign(new Emitter(), {
  refreshQR() {
    if (Socket.state === 'UNPAIRED_IDLE') Socket.become('UNPAIRED')
    renewCode()
  },
})

export const progress = { percent: 0 }

function newRef() {
  return `2@${crypto.randomUUID()}`
}

export function renewCode() {
  Conn.ref = newRef()
  Conn.trigger('change:ref', Conn, Conn.ref)
}

/** What the page does once it is loaded: it is linked, or shows codes. */
export function begin() {
  setTimeout(async () => ((await isLinked()) ? goOnline() : Socket.become('UNPAIRED')), config.bootMs)
  setInterval(() => Socket.state === 'UNPAIRED' && renewCode(), config.codeMs)
}

/** Somebody has scanned the code. */
export async function link() {
  await keepLinked(true)
  Socket.become('PAIRING')
  setTimeout(goOnline, 50)
}

export async function unlink() {
  await keepLinked(false)
  Cmd.trigger('logout')
  setTimeout(() => {
    location.href = '/?post_logout=1'
  }, 100)
}

function goOnline() {
  Socket.become('OPENING')
  setTimeout(() => {
    Socket.become('CONNECTED')
    progress.percent = 100
    Cmd.trigger('offline_progress_update_from_bridge')
    setTimeout(() => void syncAll(), config.syncMs)
  }, 50)
}

async function syncAll() {
  for (const message of config.waiting) await arrive({ ...message, isNew: false })
  Socket.sync()
}
