import { type CheckIn, readMeetingCode } from '../domain/meeting.ts'
import { normalise } from './normalise.ts'
import file from './words/check-in.json' with { type: 'json' }

// The longest first: "kode acara" is not "kode" with something behind it.
const WORDS = file.words.map(normalise).sort((one, other) => other.length - one.length)
const SAID = new RegExp(`^(?:${WORDS.join('|')}) (?=\\S)`)

/** A meeting's code, alone or behind a word that means it, in normalised words: "hadir k7p4m". Undefined where they are anything else. */
export function readCheckIn(words: string): CheckIn | undefined {
  let bare = words
  while (SAID.test(bare)) bare = bare.replace(SAID, '')
  const code = readMeetingCode(bare)
  return code === undefined ? undefined : { code, isSaid: bare !== words }
}
