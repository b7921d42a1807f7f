import type { House } from '../engine/house.ts'
import { benefits } from './benefits.ts'
import { enrolmentNotice } from './enrolment-notice.ts'
import { genuine } from './genuine.ts'
import { help } from './help.ts'
import { human } from './human.ts'
import { language } from './language.ts'
import { mainMenu } from './main-menu.ts'
import { privacy } from './privacy.ts'
import { startAgain } from './start-again.ts'
import { status } from './status.ts'
import { stop } from './stop.ts'

const flows = [mainMenu, status, benefits, enrolmentNotice, genuine, privacy, language, stop, startAgain, help, human]

/** All conversations of Sapa. */
export const house: House = {
  flows: new Map(flows.map((flow) => [flow.id, flow])),
  home: mainMenu.id,
  proving: status.id,
  words: { language: language.id, help: help.id, stop: stop.id, start: startAgain.id, human: human.id },
  topics: {
    greeting: mainMenu.id,
    status_check: status.id,
    what_program: benefits.id,
    jht: benefits.id,
    scam: genuine.id,
    privacy: privacy.id,
    human: human.id,
    help: help.id,
    language: language.id,
  },
}
