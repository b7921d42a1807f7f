// A stand-in for the page of WhatsApp Web, written from the calls of whatsapp-web.js 1.34.7: only the modules that the library
// looks up on the ways that Sapa goes. Whatever else it asks for is told to the test.
import { obey } from './commands.js'
import { config } from './config.js'
import { MODULES } from './modules.js'
import { begin } from './socket.js'
import { listen, tell } from './wire.js'

/** A module as the library sees it: a field of it that the stand-in does not have is told, and not just undefined. */
function watched(name, module) {
  if (typeof module !== 'object' || module === null) return module
  return new Proxy(module, {
    get(target, field, receiver) {
      if (typeof field === 'string' && !(field in target) && !PROBED.includes(`${name}.${field}`))
        tell({ is: 'unknown', what: `${name}.${field}` })
      return Reflect.get(target, field, receiver)
    },
  })
}

/** Fields for which the library only looks whether they are there. */
const PROBED = ['WAWebCollections.WAWebGroupMetadataCollection', 'WAWebMediaMmsV4Upload.uploadUnencryptedMedia']

const modules = new Map(Object.entries(MODULES).map(([name, module]) => [name, watched(name, module)]))

window.require = (name) => {
  if (config.without.includes(name)) throw new Error(`Requiring unknown module "${name}".`)
  if (modules.has(name)) return modules.get(name)
  tell({ is: 'unknown', what: name })
  throw new Error(`the stand-in has no module ${name}`)
}

listen(obey)
begin()
// The library waits for this, and takes all else to be there by then.
if (!config.isEmpty) window.Debug = { VERSION: '2.3000.0-standin' }
