import { isIP } from 'node:net'
import { z } from 'zod'
import { isMasterKey } from './key.ts'

// Each message is the key of the sentence that tells the operator what to mend; values are never repeated, some are secrets.
export const envSchema = z.object({
  HOST: z.string().default('0.0.0.0'),
  PORT: z.coerce
    .number('config.port')
    .int('config.port')
    .min(0, 'config.port')
    .max(65_535, 'config.port')
    .default(8080),
  PUBLIC_URL: webAddress('config.publicUrl').optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, 'config.databaseUrl')
    .optional(),
  DATA_DIR: z.string().default('data'),
  SAPA_KEY: z.string().refine(isMasterKey, 'config.key').optional(),
  // Kelurahan, words and the reckoning of days are those of one city; another value would change nothing of them.
  REGION_CODE: z.literal('35.74', 'config.regionCode').default('35.74'),
  // Days are Asia/Jakarta's whatever this says; UTC is what machines have where nobody has chosen.
  TZ: z.enum(['Asia/Jakarta', 'UTC', 'Etc/UTC'], 'config.timeZone').default('Asia/Jakarta'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'config.logLevel').default('info'),
  TRUSTED_PROXIES: z.string().default('loopback').transform(listed).refine(areProxies, 'config.trustedProxies'),
  ROLE: z.enum(['all', 'host', 'sender'], 'config.role').default('all'),
  TELEGRAM_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'config.telegramToken')
    .optional(),
  TELEGRAM_API_ROOT: webAddress('config.telegramApiRoot').default('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'config.telegramWebhookSecret')
    .optional(),
  WHATSAPP_CLOUD_TOKEN: z.string().optional(),
  WHATSAPP_CLOUD_NUMBER_ID: z.string().regex(/^\d+$/, 'config.whatsappCloudNumberId').optional(),
  WHATSAPP_CLOUD_ACCOUNT_ID: z.string().regex(/^\d+$/, 'config.whatsappCloudAccountId').optional(),
  WHATSAPP_CLOUD_APP_SECRET: z.string().optional(),
  WHATSAPP_CLOUD_VERIFY_TOKEN: z.string().optional(),
  WHATSAPP_CLOUD_API_ROOT: webAddress('config.whatsappCloudApiRoot').default('https://graph.facebook.com'),
  WHATSAPP_WEB: z.enum(['0', '1'], 'config.whatsappWeb').default('0'),
  CHROMIUM_PATH: z.string().optional(),
})

export type CheckedEnv = z.infer<typeof envSchema>

function listed(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
}

/** Addresses, networks in CIDR form, or the names that the web server has for the usual ones. */
function areProxies(proxies: readonly string[]): boolean {
  return proxies.every((proxy) => {
    if (['loopback', 'linklocal', 'uniquelocal'].includes(proxy)) return true
    const [address = '', bits, ...more] = proxy.split('/')
    const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
    return most > 0 && more.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
  })
}

/** An address with nothing behind the path, its last slash taken off. */
function webAddress(message: string) {
  return z
    .string()
    .refine((text) => URL.canParse(text) && /^https?:\/\/[^?#]+$/.test(text), message)
    .transform((text) => text.replace(/\/+$/, ''))
}
