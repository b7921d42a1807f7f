import { expect, it } from 'vitest'
import { settingsFrom } from '../../src/domain/settings.ts'

it('quiet hours that were kept and leave no quiet night give way to the shipped ones', () => {
  for (const kept of [{ quietFrom: '08:00' }, { quietFrom: '06:00', quietUntil: '20:00' }])
    expect(settingsFrom(kept)).toMatchObject({ quietFrom: '19:00', quietUntil: '08:00' })
  expect(settingsFrom({ quietFrom: '17:00', quietUntil: '06:00' })).toMatchObject({
    quietFrom: '17:00',
    quietUntil: '06:00',
  })
})
