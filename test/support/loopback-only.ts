import { Socket } from 'node:net'

// Tests talk to this machine only: whatever reaches for another address is a fault of the test or of the code.
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/
const connect = Socket.prototype.connect

Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
  const [options] = Array.isArray(args[0]) ? args[0] : args
  const host =
    typeof options === 'object' && options !== null && 'host' in options
      ? String(options.host ?? 'localhost')
      : 'localhost'
  if (!LOOPBACK.test(host)) throw new Error(`a test reached for ${host}`)
  return connect.apply(this, args as never)
}
