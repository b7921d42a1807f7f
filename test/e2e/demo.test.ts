import { expect, it } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { installation } from '../support/program.ts'

it('tells the main job from the lists to the report, and leaves nothing behind', async () => {
  const home = installation({ TELEGRAM_TOKEN: '1:not-a-real-one' })
  const { code, out, err } = await home.run(['demo', '--once'])
  home.drop()
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(
    /1\. Enam instansi[\s\S]+2\. Kabar pertama[\s\S]+3\. Seorang pekerja[\s\S]+4\. Pekerja lain[\s\S]+5\. Seorang istri[\s\S]+6\. Instansi menulis[\s\S]+7\. Instansi membaca/,
  )
  expect(out).toContain('Terima kasih. Kami catat bahwa Bapak/Ibu sudah paham.')
  expect(out).toMatch(/menyatakan paham +2 /)
  expect(out).not.toMatch(/\d{16}|628\d{8}|0810-?0000/)
}, 60_000)

it('serves it all afterwards until it is told to end', async () => {
  const port = await freePort()
  const home = installation({ PORT: String(port) })
  const child = home.start('demo')
  let out = ''
  child.stdout!.on('data', (part) => (out += part))
  await expect.poll(() => out, { timeout: 30_000 }).toContain(`http://localhost:${port}/chat`)
  expect((await fetch(`http://127.0.0.1:${port}/chat`)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await new Promise((done) => child.once('close', done))).toBe(0)
  home.drop()
}, 60_000)
