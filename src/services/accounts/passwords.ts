import { hash, verify } from '@node-rs/argon2'
import { LONGEST_PASSWORD, readPassword, SHORTEST_PASSWORD } from '../../domain/log-in.ts'

/** Argon2id as OWASP's Password Storage Cheat Sheet sets it: 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** So many guesses (as a power of ten) a password must stand: below that it is among the first that anybody tries. */
const FEWEST_GUESSES_LOG10 = 6
// The estimate of what comes behind cannot make a good beginning worse.
const ESTIMATED_LENGTH = 64

// What people of this place and this trade would add to a weak word.
const LOCAL = ['sapa', 'bpjs', 'ketenagakerjaan', 'probolinggo', 'petugas', 'kelurahan', 'kecamatan', 'dinas', 'kota']
const COMMON = [
  'rahasia',
  'bismillah',
  'alhamdulillah',
  'indonesia',
  'merdeka',
  'sayang',
  'cinta',
  'katasandi',
  'sandi',
]

export async function hashPassword(password: string): Promise<string> {
  return await hash(readPassword(password), ARGON2ID)
}

let nobodys: Promise<string> | undefined

/** Whether a password is the kept one; takes as long where none is kept, so that nobody learns whose account exists. */
export async function isPassword(kept: string | null, given: string): Promise<boolean> {
  nobodys ??= hashPassword('the password of nobody')
  const compared = kept ?? (await nobodys)
  const equal = await verify(compared, [...readPassword(given)].slice(0, LONGEST_PASSWORD).join(''))
  return equal && kept !== null
}

/** Why a password may not be chosen, as a locale key; undefined where it may. `own`: the officer's own names. */
export async function passwordFault(password: string, own: readonly string[]): Promise<string | undefined> {
  const length = [...readPassword(password)].length
  if (length < SHORTEST_PASSWORD) return 'account.password.short'
  if (length > LONGEST_PASSWORD) return 'account.password.long'
  return (await isCommon(readPassword(password), own)) ? 'account.password.common' : undefined
}

type Estimate = (password: string, own: string[]) => number
let estimating: Promise<Estimate> | undefined

async function isCommon(password: string, own: readonly string[]): Promise<boolean> {
  estimating ??= openEstimate()
  const words = [...LOCAL, ...COMMON, ...own.flatMap((name) => name.toLowerCase().split(/[\s._-]+/))]
  return (await estimating)(password.slice(0, ESTIMATED_LENGTH), words) < FEWEST_GUESSES_LOG10
}

// The dictionaries take some twenty megabytes: they are read when somebody first chooses a password.
async function openEstimate(): Promise<Estimate> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
  return (password, own) => estimator.check(password, own).guessesLog10
}
