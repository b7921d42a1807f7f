import { nameKey } from '../name-key.ts'
import { soundOf } from './sound.ts'

// So many people bear these that one of them alone tells nobody apart.
const COMMON = new Set(
  `MUHAMMAD AHMAD ABDUL SITI NUR SRI DEWI TRI DWI EKA INDAH PUTRA PUTRI BIN BINTI NURUL WATI RAHMAN HASAN ALI UMI UMMI
   AGUS EKO BUDI`
    .split(/\s+/)
    .map(soundOf),
)

/** A name taken apart for comparing: the words of its key and how they sound. */
export interface NameWords {
  words: readonly string[]
  sounds: readonly string[]
}

/** Takes a name apart as `nameKey` reads it: no titles, usual variants as one. */
export function nameWords(name: string): NameWords {
  const words = nameKey(name).split(' ')
  return { words, sounds: words.map(soundOf) }
}

export function isCommon(sound: string): boolean {
  return sound.length < 2 || COMMON.has(sound)
}

/** The word of a name that tells most: the longest that few bear. */
export function tellingSound({ sounds }: NameWords): string {
  const rare = sounds.filter((sound) => !isCommon(sound))
  return (rare.length > 0 ? rare : sounds).reduce((best, sound) => (tellsMore(sound, best) ? sound : best), '')
}

function tellsMore(sound: string, than: string): boolean {
  return sound.length > than.length || (sound.length === than.length && sound < than)
}
