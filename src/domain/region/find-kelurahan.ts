import { KECAMATAN, KELURAHAN, type Kecamatan, type Kelurahan, kelurahanOf } from './kelurahan.ts'
import { differByOneSlip } from './one-slip.ts'

const ABBREVIATED: Readonly<Record<string, string>> = { wtn: 'wetan', kln: 'kulon', kdl: 'kidul', lr: 'lor' }

const BEFORE_KECAMATAN = /[\s,./-]kec(?:amatan)?(?!\p{L})/iu

// Below six letters one slip makes too many other words: `Jati` is read only as it is written.
const SHORTEST_WITH_SLIP = 6

const kelurahanByName = new Map(KELURAHAN.map((kelurahan) => [lettersOf(kelurahan.name), kelurahan]))
const kecamatanByName = new Map(KECAMATAN.map((kecamatan) => [lettersOf(kecamatan.name), kecamatan]))

/**
 * The kelurahan of the city that a name (`Kel. Jati, Kec. Mayangan`) or an official code means, in spite of case, dots, spaces,
 * prefixes and one slip of the hand.
 * Undefined where it is not in the city, where two would fit, or where `kecamatan` is one of another city: villages
 * outside share names with kelurahan.
 */
export function findKelurahan(name: string, kecamatan = ''): Kelurahan | undefined {
  const at = name.search(BEFORE_KECAMATAN)
  if (at > 0 && lettersOf(name.slice(0, at))) return findKelurahan(name.slice(0, at), kecamatan || name.slice(at + 1))
  const within = lettersOf(kecamatan) ? findKecamatan(kecamatan) : null
  if (within === undefined) return undefined
  const wanted = lettersOf(name)
  const exact = kelurahanByName.get(wanted) ?? byCode(name)
  if (exact) return exact
  const near = nearby(wanted, kelurahanByName).filter((found) => !within || found.kecamatan.code === within.code)
  return near.length === 1 ? near[0] : undefined
}

/** The kecamatan of the city that a name means; undefined where it is none of the five. */
export function findKecamatan(name: string): Kecamatan | undefined {
  const wanted = lettersOf(name)
  const exact = kecamatanByName.get(wanted)
  if (exact) return exact
  const near = nearby(wanted, kecamatanByName)
  return near.length === 1 ? near[0] : undefined
}

function byCode(text: string): Kelurahan | undefined {
  const parts = /^(\d\d)\.?(\d\d)\.?(\d\d)\.?(\d{4})$/.exec(text.trim())
  return parts ? kelurahanOf(parts.slice(1).join('.')) : undefined
}

function nearby<T>(wanted: string, names: ReadonlyMap<string, T>): T[] {
  if (wanted.length < SHORTEST_WITH_SLIP) return []
  return [...names]
    .filter(([name]) => name.length >= SHORTEST_WITH_SLIP && differByOneSlip(wanted, name))
    .map(([, found]) => found)
}

function lettersOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
    .replace(/^(?:(?:kelurahan|kecamatan|desa|kel|kec|kl|ds)\b ?)+/, '')
    .replace(/(?<=.)\b(?:kota probolinggo|probolinggo)$/, '')
    .trim()
    .replace(/^dj/, 'j')
    .split(' ')
    .map((word) => ABBREVIATED[word] ?? word)
    .join('')
}
