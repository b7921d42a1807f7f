import type { PersonOnList } from './compare.ts'
import { type NameWords, tellingSound } from './name-words.ts'
import { skeletonOf } from './sound.ts'

/**
 * The keys under which an entry is found again in spite of slips: two entries are compared only where they share one. Each leaves out
 * what another holds, so that an error in a field leaves a key that does not know the field. All are specific (a birth date, or a name
 * with a year or a day, or half a NIK), so that of a million people a few share one: the work grows with the lists and not with their square.
 */
export function likenessKeys({ nik, bornOn, sex, kelurahan }: PersonOnList, names: NameWords): string[] {
  const sound = tellingSound(names)
  const telling = skeletonOf(sound)
  return [
    `born ${bornOn} ${kelurahan} ${sex}`,
    `born ${bornOn} ${telling.slice(0, 3)}`,
    `year ${bornOn.slice(0, 4)} ${kelurahan} ${sound}`,
    `day ${bornOn.slice(5)} ${kelurahan} ${telling}`,
    `tail ${nik.slice(8)} ${telling.slice(0, 3)}`,
  ]
}
