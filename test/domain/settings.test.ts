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

it('what a message costs is not known until somebody says so', () => {
  expect(settingsFrom({}).whatsappRupiah).toBeNull()
  expect(settingsFrom({ whatsappRupiah: '356.65' }).whatsappRupiah).toBe(356.65)
  expect(settingsFrom({ whatsappRupiah: -1 }).whatsappRupiah).toBeNull()
})

it('days are typed with commas or blanks between, and one that stands on no calendar leaves the list as shipped', () => {
  expect(settingsFrom({ quietDays: '2027-03-10, 2027-03-11 2027-03-12' }).quietDays).toEqual([
    '2027-03-10',
    '2027-03-11',
    '2027-03-12',
  ])
  expect(settingsFrom({ openDays: ['2026-02-30'] }).openDays).toEqual([])
})

it('a day that is open for less than an hour knows no pause for prayer, which could close it whole', () => {
  const short = { quietUntil: '11:20', quietFrom: '11:50', prayerPauseMinutes: 45 }
  expect(settingsFrom(short).prayerPauseMinutes).toBe(0)
  expect(settingsFrom({ ...short, quietFrom: '12:20' }).prayerPauseMinutes).toBe(45)
})
