import { type AddressInfo, createServer } from 'node:net'

/** A port of this machine that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

/** Resolves when a host answers that it is ready. */
export async function untilReady(port: number): Promise<void> {
  for (let tried = 0; tried < 200; tried++) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (ready?.ok) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('the host did not become ready')
}
