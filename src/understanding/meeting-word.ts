import { type MeetingWord, readMeetingCode } from '../domain/meeting.ts'
import { normalise } from './normalise.ts'
import file from './words/meeting-words.json' with { type: 'json' }

const alternatives = (words: readonly string[]) => words.map(normalise).join('|')
const OPENS = new RegExp(`^(?:${alternatives(file.open)}) (?:${alternatives(file.meeting)})(?: (?:baru|anyar))?$`)
const CLOSES = new RegExp(
  `^(?:${alternatives(file.close)})(?: (?:${alternatives(file.meeting)}))? ([a-z0-9]{5})(?: (\\d{1,5}))?(?: (?:orang|tiyang|oreng))?$`,
)

/** What somebody who holds meetings wants with one, in normalised words: "buka sosialisasi", "tutup k7p4m 45 orang". */
export function readMeetingWord(words: string): MeetingWord | undefined {
  if (OPENS.test(words)) return { does: 'open' }
  const [, typed, heads] = CLOSES.exec(words) ?? []
  const code = readMeetingCode(typed ?? '')
  return code === undefined ? undefined : { does: 'close', code, ...(heads !== undefined && { heads }) }
}
