import { cpus, totalmem } from 'node:os'
import { importing } from './import/import.ts'
import { telegram } from './telegram/telegram.ts'
import { turns } from './turns/turns.ts'
import { understanding } from './understanding/understanding.ts'
import { whatsapp } from './whatsapp/whatsapp.ts'
import { whatsappWeb } from './whatsapp-web/whatsapp-web.ts'

// Ratios measured in one run on one machine; nothing here is asserted, since a busy machine proves nothing.
const BENCHES: Readonly<Record<string, () => Promise<string>>> = {
  turns,
  telegram,
  whatsapp,
  'whatsapp-web': whatsappWeb,
  understanding,
  import: importing,
}

const named = process.argv.slice(2)
const unknown = named.filter((name) => !(name in BENCHES))
if (unknown.length > 0) {
  console.error(`no bench '${unknown.join("', '")}'; there are: ${Object.keys(BENCHES).join(', ')}`)
  process.exit(1)
}
const cores = cpus()
console.log(
  `${cores.length} cores (${cores[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GB, Node.js ${process.versions.node}`,
)
for (const name of named.length > 0 ? named : Object.keys(BENCHES)) {
  console.log(`\n== ${name}`)
  console.log(await BENCHES[name]!())
}
