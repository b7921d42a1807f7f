import { Standing } from '../standing.ts'
import type { Ending } from './ending.ts'

const KEEPS_TRYING = 'Sapa keeps trying; nothing that waits to be sent is lost.'

/** What each way of being without WhatsApp means for whoever runs Sapa. */
const WHY = {
  noBrowser:
    'There is no Chromium for WhatsApp Web. Install it (on Debian and Ubuntu: apt install chromium) or set CHROMIUM_PATH to ' +
    `where it is. ${KEEPS_TRYING}`,
  noStart:
    'Chromium does not start. Try it in a shell as the user that runs Sapa; in a container it may need --no-sandbox (on ' +
    `Debian in /etc/chromium.d), and about 1 GB of memory is to be free. ${KEEPS_TRYING}`,
  browserGone: `Chromium has ended or crashed; the machine may be short of memory. ${KEEPS_TRYING}`,
  frozen: `WhatsApp Web no longer answers in Chromium. It is started anew. ${KEEPS_TRYING}`,
  noPage: `WhatsApp Web cannot be reached. Look after this machine's way to https://web.whatsapp.com. ${KEEPS_TRYING}`,
  cutOff: `WhatsApp Web has lost its connection and looks for it. ${KEEPS_TRYING}`,
  pageChanged:
    'WhatsApp Web is no longer as Sapa knows it: WhatsApp has changed the page. Update Sapa (it needs a newer ' +
    'whatsapp-web.js); until then answer from the phone, or use the WhatsApp Cloud API. ' +
    KEEPS_TRYING,
  unlinked:
    'The phone or WhatsApp has ended the link. A new code is to be scanned; nothing that nobody asked for leaves before an ' +
    'officer has looked.',
  conflict: `This WhatsApp link is in use in another program. End that one. ${KEEPS_TRYING}`,
  blocked:
    'WhatsApp does not let this account in: it may be banned. Look at the phone. Nothing that nobody asked for leaves before ' +
    'an officer has looked.',
  unacknowledged:
    'WhatsApp has not confirmed the last three messages: the number may be blocked. Look at the phone. After ten minutes ' +
    'one message is tried; nothing that nobody asked for leaves before an officer has looked.',
} as const

export type Loss = keyof typeof WHY

/** How we stand with WhatsApp Web. */
export class WebStanding extends Standing {
  constructor() {
    super('whatsapp-web', 'WhatsApp Web')
  }

  /** `failure`: the kind of what was behind it, in one word. */
  lost(loss: Loss, failure: string = loss): void {
    this.lose(WHY[loss], failure, loss)
  }

  ended(ending: Ending, failure: string): void {
    if (ending !== 'stopped') this.lost(ending, failure)
  }
}
