import { expect, it } from 'vitest'
import { accountOf, chatIdOf } from '../../../src/channels/whatsapp-web/account.ts'

const PHONE = '6281000009001'
const LID = '900000000009001@lid'

it.each([
  [[`${PHONE}@c.us`], { address: PHONE, phone: PHONE }],
  [[`${PHONE}@s.whatsapp.net`], { address: PHONE, phone: PHONE }],
  [[`${PHONE}:12@c.us`], { address: PHONE, phone: PHONE }],
  [[LID], { address: LID }],
  [[LID, undefined, `${PHONE}@c.us`], { address: LID, aka: PHONE, phone: PHONE }],
  [[`${PHONE}@c.us`, LID], { address: LID, aka: PHONE, phone: PHONE }],
  [['120363000000000001@g.us'], undefined],
  [['status@broadcast'], undefined],
  [['x@c.us'], undefined],
  [[undefined], undefined],
])('of %j the names are %j', (ids, account) => {
  expect(accountOf(...ids)).toEqual(account)
})

it('writes to a LID as it is and to a phone as WhatsApp spells it', () => {
  expect([chatIdOf(LID), chatIdOf(PHONE)]).toEqual([LID, `${PHONE}@c.us`])
})
