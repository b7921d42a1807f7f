import { parentPort, workerData } from 'node:worker_threads'
import { type OpenKey, openVaultKeys, Vault } from '../../store/vault.ts'
import { machineIds } from '../ids.ts'
import { type KeptLine, type ReadyRow, readyRow } from './ready-row.ts'

// What runs here: opening kept rows and sealing what the register keeps of them.

/** Lines in, ready rows out, in that order. */
export type ToReadier = readonly KeptLine[]
export type FromReadier = ReadyRow[]

const port = parentPort!
const vault = new Vault(openVaultKeys(workerData as readonly OpenKey[]), machineIds().random)

port.on('message', (lines: ToReadier) => {
  port.postMessage(lines.flatMap((line) => readyRow(vault, line)) satisfies FromReadier)
})
