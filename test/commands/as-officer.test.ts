import { generateSync } from 'otplib'
import { beforeEach, expect, it } from 'vitest'
import { asOfficer } from '../../src/commands/as-officer.ts'
import { setDisabled } from '../../src/services/accounts/officers.ts'
import { offerTotp, turnOnTotp } from '../../src/services/accounts/totp.ts'
import { type Hired, hire, PASSWORD } from '../support/desk.ts'
import { piped, terminal } from '../support/shell.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

let world: TestWorld
let rina: Hired
beforeEach(async () => {
  world = await testWorld()
  rina = await hire(world, 'rina', 'coordinator')
})

const withInput = (...lines: string[]) => asOfficer(world, 'rina', piped({}, world.clock, ...lines))

it('is the officer whose password stands on the first line', async () => {
  expect(await withInput(PASSWORD, 'something else')).toMatchObject({ id: rina.id, role: 'coordinator' })
})

it.each([
  ['a wrong password', 'salah sekali ini'],
  ['nothing at all', ''],
])('refuses %s', async (_, line) => {
  await expect(withInput(line)).rejects.toMatchObject({ code: 'account.refused' })
})

it('refuses when nothing is piped in', async () => {
  await expect(withInput()).rejects.toMatchObject({ code: 'account.refused' })
})

it('refuses an unknown and a disabled officer in the same words', async () => {
  await setDisabled(world, 'operator', rina.id, true)
  await expect(withInput(PASSWORD)).rejects.toMatchObject({ code: 'account.refused' })
  const unknown = asOfficer(world, 'nobody', piped({}, world.clock, PASSWORD))
  await expect(unknown).rejects.toMatchObject({ code: 'account.refused' })
})

it('is locked after five failures, as the console is', async () => {
  for (let n = 0; n < 5; n++) await withInput('salah sekali ini').catch(() => {})
  await expect(withInput(PASSWORD)).rejects.toMatchObject({ code: 'account.refused' })
})

it('asks for the code on the next line where an app is set up', async () => {
  const officer = await withInput(PASSWORD)
  const { secret, sealed } = offerTotp(world, officer)
  const codeNow = () => generateSync({ secret, epoch: Math.floor(world.clock.now().getTime() / 1000) })
  await turnOnTotp(world, officer, { sealed, code: codeNow(), key: 'a key of a form' })
  world.clock.pass(30_000)
  await expect(withInput(PASSWORD)).rejects.toMatchObject({ code: 'account.refused' })
  expect(await withInput(PASSWORD, codeNow())).toMatchObject({ id: rina.id })
})

it('asks on a terminal, where the keys show nothing', async () => {
  const shell = terminal({}, world.clock)
  const proven = asOfficer(world, 'rina', shell)
  await expect.poll(() => shell.errors).toEqual(['Kata sandi:'])
  expect(shell.isRaw()).toBe(true)
  shell.keys.write(`${PASSWORD}\r`)
  expect(await proven).toMatchObject({ id: rina.id })
  expect(shell.isRaw()).toBe(false)
  expect(JSON.stringify([shell.lines, shell.errors])).not.toContain(PASSWORD)
})
