import { cpus, totalmem } from 'node:os'
import { campaign } from './campaign/campaign.ts'
import { importing } from './import/import.ts'
import { reaching } from './reach/reach.ts'
import { telegram } from './telegram/telegram.ts'
import { turns } from './turns/turns.ts'
import { understanding } from './understanding/understanding.ts'
import { whatsapp } from './whatsapp/whatsapp.ts'
import { whatsappWeb } from './whatsapp-web/whatsapp-web.ts'

// Ratios measured in one run on one machine; nothing here is asserted, since a busy machine proves nothing.
const BENCHES: Readonly<Record<string, (sizes: readonly number[]) => Promise<string>>> = {
  ...{
    turns,
    telegram,
    whatsapp,
    'whatsapp-web': whatsappWeb,
    understanding,
    import: importing,
    campaign,
    reach: reaching,
  },
}

// Numbers are sizes, for a bench that takes some.
const [named, sizes] = [/\D/, /^\d+$/].map((kind) => process.argv.slice(2).filter((word) => kind.test(word))) as [
  string[],
  string[],
]
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
  console.log(await BENCHES[name]!(sizes.map(Number)))
}
