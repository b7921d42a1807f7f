import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { ENV_NAMES } from '../../src/config/env.ts'
import { DomainError } from '../../src/domain/errors.ts'
import { openWords } from '../../src/i18n/say.ts'

const { say } = openWords()
const CLOUD = {
  WHATSAPP_CLOUD_TOKEN: 'cloud-token',
  WHATSAPP_CLOUD_NUMBER_ID: '1234',
  WHATSAPP_CLOUD_APP_SECRET: 'cloud-secret',
  WHATSAPP_CLOUD_VERIFY_TOKEN: 'cloud-verify',
}
const TELEGRAM = { TELEGRAM_TOKEN: '123:abc' }

describe('the configuration', () => {
  it('needs nothing to be set', () => {
    expect(readConfig({})).toMatchObject({
      port: 8080,
      publicUrl: 'http://localhost:8080',
      databaseUrl: 'file:data/sapa.db',
      keyFile: 'data/sapa.key',
      mayMakeKey: true,
      role: 'all',
      trustedProxies: ['loopback'],
      telegram: undefined,
      realChannels: [],
    })
  })

  it.each([
    ['10.0.0.0/8, uniquelocal', ['10.0.0.0/8', 'uniquelocal']],
    ['::1,192.168.1.4', ['::1', '192.168.1.4']],
  ])('takes the proxies %s', (TRUSTED_PROXIES, trustedProxies) => {
    expect(readConfig({ TRUSTED_PROXIES })).toMatchObject({ trustedProxies })
  })

  it.each(['everybody', '10.0.0', '10.0.0.0/33', '::1/200', '10.0.0.0/8/8', 'true'])(
    'refuses the proxy %s',
    (TRUSTED_PROXIES) => {
      expect(() => readConfig({ TRUSTED_PROXIES })).toThrow(new DomainError('config.trustedProxies'))
    },
  )

  it('keeps the database where the data is kept', () => {
    expect(readConfig({ DATA_DIR: '/srv/sapa' })).toMatchObject({
      databaseUrl: 'file:/srv/sapa/sapa.db',
      keyFile: '/srv/sapa/sapa.key',
    })
  })

  it('takes an empty variable for an unset one', () => {
    const empty = Object.fromEntries(ENV_NAMES.map((name) => [name, ' ']))
    expect(readConfig(empty)).toEqual(readConfig({}))
  })

  it('names the channels on which real people are', () => {
    const { realChannels } = readConfig({ ...CLOUD, ...TELEGRAM, WHATSAPP_WEB: '1' })
    expect(realChannels).toEqual(['telegram', 'whatsapp', 'whatsapp-web'])
  })

  it('takes the region and the time zone that are supported', () => {
    for (const TZ of ['Asia/Jakarta', 'UTC', 'Etc/UTC'])
      expect(readConfig({ REGION_CODE: '35.74', TZ })).toEqual(readConfig({}))
  })

  it('takes the last slash off addresses', () => {
    expect(readConfig({ PUBLIC_URL: 'https://sapa.example/' }).publicUrl).toBe('https://sapa.example')
  })

  it('makes no key beside PostgreSQL', () => {
    expect(readConfig({ DATABASE_URL: 'postgres://here/sapa', ROLE: 'sender' })).toMatchObject({ mayMakeKey: false })
  })

  it.each([
    [{ PORT: 'http' }, 'config.port'],
    [{ PORT: '70000' }, 'config.port'],
    [{ PUBLIC_URL: 'sapa.example' }, 'config.publicUrl'],
    [{ PUBLIC_URL: 'https://sapa.example/bot' }, 'config.publicUrlPath'],
    [{ DATABASE_URL: 'mysql://here' }, 'config.databaseUrl'],
    [{ SAPA_KEY: 'short' }, 'config.key'],
    [{ REGION_CODE: '3574' }, 'config.regionCode'],
    [{ REGION_CODE: '35.78' }, 'config.regionCode'],
    [{ TZ: 'Asia/Makassar' }, 'config.timeZone'],
    [{ TZ: 'Europe/Berlin' }, 'config.timeZone'],
    [{ LOG_LEVEL: 'loud' }, 'config.logLevel'],
    [{ ROLE: 'boss' }, 'config.role'],
    [{ ROLE: 'sender' }, 'config.roleNeedsPostgres'],
    [{ TELEGRAM_TOKEN: 'token' }, 'config.telegramToken'],
    [{ TELEGRAM_API_ROOT: 'ftp://x' }, 'config.telegramApiRoot'],
    [{ TELEGRAM_WEBHOOK_SECRET: 'a b', ...TELEGRAM }, 'config.telegramWebhookSecret'],
    [{ TELEGRAM_WEBHOOK_SECRET: 'ab', PUBLIC_URL: 'https://sapa.example' }, 'config.secretWithoutToken'],
    [{ TELEGRAM_WEBHOOK_SECRET: 'ab', ...TELEGRAM }, 'config.webhookNeedsHttps'],
    [{ ...CLOUD, WHATSAPP_CLOUD_APP_SECRET: '' }, 'config.whatsappCloudHalf'],
    [{ ...CLOUD, WHATSAPP_CLOUD_NUMBER_ID: '+62' }, 'config.whatsappCloudNumberId'],
    [{ WHATSAPP_CLOUD_API_ROOT: 'x' }, 'config.whatsappCloudApiRoot'],
    [{ WHATSAPP_WEB: 'yes' }, 'config.whatsappWeb'],
  ])('refuses %j with %s, in words', (env, code) => {
    expect(refusalOf(env).code).toBe(code)
    for (const locale of ['id', 'en'] as const) expect(say(locale, code)).not.toContain('{{')
  })

  it('tells several faults at once, and repeats no value', () => {
    const { code, values } = refusalOf({ PORT: 'secret-1', TELEGRAM_TOKEN: 'secret-2' })
    const told = say('en', [code, values])
    expect(told).toContain('PORT must be')
    expect(told).toContain('TELEGRAM_TOKEN')
    expect(told).not.toContain('secret')
  })
})

function refusalOf(env: Record<string, string>): DomainError {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof DomainError) return error
  }
  throw new Error('it was not refused')
}
