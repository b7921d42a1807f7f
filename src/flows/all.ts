import type { House } from '../engine/house.ts'
import { asides } from './asides.ts'
import { attending } from './attending.ts'
import { benefits } from './benefits.ts'
import { campaignNews } from './campaign-news.ts'
import { clarify } from './clarify.ts'
import { closing } from './closing.ts'
import { codeTyped } from './code-typed.ts'
import { correction } from './correction.ts'
import { coverNews } from './cover-news.ts'
import { distress } from './distress.ts'
import { enrolmentNotice } from './enrolment-notice.ts'
import { genuine } from './genuine.ts'
import { heirClaim } from './heir-claim.ts'
import { heirInfo, heirInfoEntries, heirInfoTopics } from './heir-info.ts'
import { heirMistake } from './heir-mistake.ts'
import { help } from './help.ts'
import { holding } from './holding.ts'
import { human } from './human.ts'
import { jmo } from './jmo.ts'
import { language } from './language.ts'
import { mainMenu } from './main-menu.ts'
import { privacy } from './privacy.ts'
import { someoneElse } from './someone-else.ts'
import { startAgain } from './start-again.ts'
import { status } from './status.ts'
import { stop } from './stop.ts'
import { teachBack } from './teach-back.ts'
import { tellMe } from './tell-me.ts'
import { answeredTopics, topicEntries, topics } from './topics.ts'
import { visiting } from './visiting.ts'
import { wrongData } from './wrong-data.ts'

const talks = [
  mainMenu,
  status,
  codeTyped,
  benefits,
  heirClaim,
  heirInfo,
  heirMistake,
  distress,
  enrolmentNotice,
  campaignNews,
  coverNews,
  genuine,
  privacy,
  topics,
  jmo,
  teachBack,
  someoneElse,
  tellMe,
  correction,
  wrongData,
  visiting,
  attending,
  holding,
  closing,
]
const entries = [...topicEntries, ...heirInfoEntries]
/** Which conversation answers which topic of the glossary. */
const answering = {
  ...answeredTopics,
  ...heirInfoTopics,
  greeting: mainMenu.id,
  status_check: status.id,
  what_program: benefits.id,
  claim_jkm: heirClaim.id,
  not_dead: heirMistake.id,
  scam: genuine.id,
  privacy: privacy.id,
  jmo_help: jmo.id,
  tell_me: tellMe.id,
  wrong_data: wrongData.id,
  human: human.id,
  help: help.id,
  language: language.id,
}
const unclear = clarify(answering)
const manners = [language, stop, startAgain, help, human]

/** All conversations of Sapa. */
export const house: House = {
  flows: new Map([...talks, ...manners, ...entries, unclear].map((flow) => [flow.id, flow])),
  home: mainMenu.id,
  proving: status.id,
  coded: codeTyped.id,
  visiting: visiting.id,
  attending: attending.id,
  holding: holding.id,
  closing: closing.id,
  distress: distress.id,
  forAnother: someoneElse.id,
  words: { language: language.id, help: help.id, stop: stop.id, start: startAgain.id, human: human.id },
  topics: answering,
  asides,
  unclear: unclear.id,
}
