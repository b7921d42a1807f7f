import { Standing } from '../standing.ts'
import { isRefusal, kindOf } from './outcome.ts'

const NO_ACCOUNT =
  'Meta does not accept Sapa: the token in WHATSAPP_CLOUD_TOKEN has run out or lacks a permission, or the number or the ' +
  'account is blocked or not registered. Look into WhatsApp Manager, mend it, and where the token is another one set it and ' +
  'start Sapa again. Sapa keeps trying; nothing that waits to be sent is lost.'
const NO_WAY = 'The WhatsApp Cloud API does not answer as it should. Sapa keeps trying.'

/** How we stand with the WhatsApp Cloud API. */
export class CloudStanding extends Standing {
  constructor() {
    super('whatsapp', 'The WhatsApp Cloud API')
  }

  /** At the last call Meta did not accept us. */
  get isRefused(): boolean {
    return this.isLostBy(NO_ACCOUNT)
  }

  /** A call for one message failed: of the channel itself that says only that we are refused. */
  called(error: unknown): void {
    if (isRefusal(error)) this.failed(error)
  }

  failed(error: unknown): void {
    this.lose(isRefusal(error) ? NO_ACCOUNT : NO_WAY, kindOf(error))
  }
}
