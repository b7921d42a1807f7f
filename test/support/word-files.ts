import { LOCALES, type Locale } from '../../src/domain/message.ts'

/** The files of `locales/` that a worker or an heir reads from: they exist in every language. */
export const WORKERS_FILES = named(`
  attending benefits campaignNews clarify closing codeTyped correction coverNews distress engine enrolmentNotice facts genuine heirClaim
  heirInfo heirMistake holding help human jmoWalk language mainMenu privacy someoneElse startAgain status stop teachBack telegram
  tellMe topics visiting web
`)

/**
 * The files for officers and those who run Sapa, in Indonesian and English. The slip stands here too: it is printed
 * before anybody has chosen a language, and names choices as a new chat shows them.
 */
export const OFFICERS_FILES = named(`
  account answer api campaigns card config console doubts familyCase likeness media meetings messengers operation overlaps reach reports returns review
  roster slip visits whatsapp
`)

/** For the command line, in Indonesian only. */
export const PROGRAM_FILES = ['cli']

/** Languages whose words are still being written; until then what they lack is told in Indonesian. */
export const PENDING: readonly Locale[] = []

/** The languages in which workers are told everything. */
export const TOLD_IN = LOCALES.filter((locale) => !PENDING.includes(locale))

function named(files: string): string[] {
  return files.trim().split(/\s+/)
}
