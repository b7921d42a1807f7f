import { expect, it } from 'vitest'
import { Directory } from '../../../src/channels/whatsapp-web/directory.ts'

const LID = '900000000009001@lid'
const PHONE = '6281000009001@c.us'

it('asks WhatsApp once who somebody is, until it is told that they have moved', async () => {
  const asked: string[][] = []
  const client = {
    getContactLidAndPhone: async (ids: string[]) => {
      asked.push(ids)
      return [{ lid: LID, pn: PHONE }]
    },
  }
  const directory = new Directory()
  for (let n = 0; n < 3; n++) expect(await directory.idsOf(client, LID)).toEqual({ lid: LID, phone: PHONE })
  expect(asked).toEqual([[LID]])
  directory.forget(PHONE)
  await directory.idsOf(client, LID)
  expect(asked).toHaveLength(2)
})

it('knows nobody where WhatsApp knows nobody, and keeps nothing of a question that failed', async () => {
  const directory = new Directory()
  let fails = true
  const client = {
    getContactLidAndPhone: async () => {
      if (fails) throw new Error('Target closed')
      return [{} as never]
    },
  }
  await expect(directory.idsOf(client, PHONE)).rejects.toThrow('Target closed')
  fails = false
  expect(await directory.idsOf(client, PHONE)).toEqual({})
})
