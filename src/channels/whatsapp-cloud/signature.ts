import { createHmac } from 'node:crypto'
import { isSame } from '../same.ts'

/** Whether a body came from Meta as it is: `X-Hub-Signature-256` is the HMAC of its bytes under the app's secret. */
export function isSigned(body: Buffer, signature: unknown, appSecret: string): boolean {
  return isSame(signature, `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`)
}
