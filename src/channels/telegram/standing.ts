import { Standing } from '../standing.ts'
import { isConflict, isTokenRefused, kindOf } from './outcome.ts'

const NO_TOKEN =
  'Telegram does not accept the token in TELEGRAM_TOKEN. Get the valid one from @BotFather, set it and start Sapa again. ' +
  'Sapa keeps trying, in case it was a passing fault; nothing that waits to be sent is lost.'
const OTHER_READER =
  'Another program reads the messages of this Telegram bot, or has set a webhook for it. Stop it, or give each program a ' +
  'bot of its own; Sapa keeps trying.'
const NO_WEBHOOK = 'The webhook of this Telegram bot was taken away or changed from outside. Sapa sets it again.'
const NO_WAY = 'Telegram does not answer as it should. Sapa keeps trying.'

/** How we stand with Telegram. */
export class TelegramStanding extends Standing {
  constructor() {
    super('telegram', 'Telegram')
  }

  /** At the last call Telegram did not accept the token. */
  get isRefused(): boolean {
    return this.isLostBy(NO_TOKEN)
  }

  /** A call for one message failed: of the channel itself that says only that the token is refused. */
  called(error: unknown): void {
    if (isTokenRefused(error)) this.failed(error)
  }

  /** We could not hear. */
  failed(error: unknown): void {
    const why = isTokenRefused(error) ? NO_TOKEN : isConflict(error) ? OTHER_READER : NO_WAY
    this.lose(why, kindOf(error))
  }

  /** Telegram has nowhere to post to, or posts to somebody else. */
  unhooked(): void {
    this.lose(NO_WEBHOOK, 'Webhook')
  }
}
