import Sqlite from 'better-sqlite3'
import Fastify from 'fastify'
import { peakMegabytes, serveParent } from '../child.ts'

// Reference (a): a bare route that stores each message in a transaction of its own, and does nothing else.
const file = new Sqlite(process.env.FILE!)
file.pragma('journal_mode = WAL')
file.pragma('synchronous = FULL')
file.exec('create table messages (id integer primary key, body text not null)')
const insert = file.prepare('insert into messages (body) values (?)')
const store = file.transaction((body: string) => insert.run(body))

const app = Fastify()
app.post('/hooks/simulated', async ({ body }) => {
  store(JSON.stringify(body))
  return ''
})
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
serveParent({ peak: peakMegabytes }, () => app.close())
