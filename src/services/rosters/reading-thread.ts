import { parentPort, workerData } from 'node:worker_threads'
import { DomainError } from '../../domain/errors.ts'
import { openVaultKeys, Vault } from '../../store/vault.ts'
import { machineIds } from '../ids.ts'
import { inBatches } from './batches.ts'
import { prepareLine } from './prepare-line.ts'
import { openRosterFile } from './read-file.ts'
import type { FromReader, ReaderTask } from './reading.ts'
import { fileTold } from './roster-file.ts'

// What runs here: reading a file, understanding its lines, reckoning hashes and sealing. It needs no database.

const { path, own, options, rowsAtOnce, keys } = workerData as ReaderTask
const port = parentPort!
const say = (message: FromReader) => port.postMessage(message)
const vault = new Vault(openVaultKeys(keys), machineIds().random)

let credits = 0
let wake = () => {}
port.on('message', () => {
  credits++
  wake()
})

async function wanted(): Promise<void> {
  while (credits === 0) {
    await new Promise<void>((resolve) => {
      wake = resolve
    })
  }
  credits--
}

try {
  const file = await openRosterFile(path, own)
  say({ opened: fileTold(file) })
  for await (const lines of inBatches(file.lines(), rowsAtOnce)) {
    const batch = lines.map((line) => prepareLine(vault, line, options))
    await wanted()
    say({ batch })
  }
  await wanted()
  say({ end: true })
} catch (error) {
  if (!(error instanceof DomainError)) throw error
  say({ refused: { code: error.code, values: error.values } })
}
