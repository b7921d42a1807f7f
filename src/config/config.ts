import { DomainError } from '../domain/errors.ts'
import { type CheckedEnv, envSchema } from './checked-env.ts'
import { contradictionsIn } from './contradictions.ts'
import { type Env, readEnv } from './env.ts'

/** All that an installation is told by its environment. */
export interface Config {
  host: string
  port: number
  /** Under which workers reach the pages; no slash at its end. */
  publicUrl: string
  databaseUrl: string
  dataDir: string
  /** The master key in base64, where it was given. */
  key: string | undefined
  keyFile: string
  /** Whether a missing master key may be made: not beside PostgreSQL, where other processes need the same one. */
  mayMakeKey: boolean
  logLevel: CheckedEnv['LOG_LEVEL']
  /** Proxies whose word on a sender's address is taken. */
  trustedProxies: readonly string[]
  role: CheckedEnv['ROLE']
  telegram: { token: string; apiRoot: string; webhookSecret: string | undefined } | undefined
  whatsappCloud:
    | {
        token: string
        numberId: string
        /** Of the business account, which holds the templates. */
        accountId: string | undefined
        appSecret: string
        verifyToken: string
        apiRoot: string
      }
    | undefined
  whatsappWeb: { chromiumPath: string | undefined } | undefined
  /** The names of the channels on which real people can be written to. */
  realChannels: string[]
}

/**
 * Reads the environment. Throws `DomainError` `config.…` for the one fault, `config.several` with a line for each of
 * several; what contradicts itself is a fault too, so that nothing starts half configured.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = envSchema.safeParse(readEnv(env) satisfies Env)
  const faults = read.success
    ? contradictionsIn(read.data)
    : [...new Set(read.error.issues.map(({ message }) => message))]
  if (faults.length > 1) throw new DomainError('config.several', { faults: { lines: faults } })
  if (!read.success || faults[0]) throw new DomainError(faults[0]!)
  return configFrom(read.data)
}

function configFrom(env: CheckedEnv): Config {
  const databaseUrl = env.DATABASE_URL ?? `file:${env.DATA_DIR}/sapa.db`
  const channels = { telegram: telegramIn(env), whatsappCloud: whatsappCloudIn(env), whatsappWeb: whatsappWebIn(env) }
  const names = { telegram: 'telegram', whatsappCloud: 'whatsapp', whatsappWeb: 'whatsapp-web' }
  return {
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    databaseUrl,
    dataDir: env.DATA_DIR,
    key: env.SAPA_KEY,
    keyFile: `${env.DATA_DIR}/sapa.key`,
    mayMakeKey: databaseUrl.startsWith('file:'),
    logLevel: env.LOG_LEVEL,
    trustedProxies: env.TRUSTED_PROXIES,
    role: env.ROLE,
    ...channels,
    realChannels: (['telegram', 'whatsappCloud', 'whatsappWeb'] as const)
      .filter((channel) => channels[channel] !== undefined)
      .map((channel) => names[channel]),
  }
}

function telegramIn(env: CheckedEnv): Config['telegram'] {
  if (env.TELEGRAM_TOKEN === undefined) return undefined
  return { token: env.TELEGRAM_TOKEN, apiRoot: env.TELEGRAM_API_ROOT, webhookSecret: env.TELEGRAM_WEBHOOK_SECRET }
}

// The four belong together; `contradictionsIn` has seen to it that all are there or none.
function whatsappCloudIn(env: CheckedEnv): Config['whatsappCloud'] {
  if (env.WHATSAPP_CLOUD_TOKEN === undefined) return undefined
  return {
    token: env.WHATSAPP_CLOUD_TOKEN,
    numberId: env.WHATSAPP_CLOUD_NUMBER_ID!,
    accountId: env.WHATSAPP_CLOUD_ACCOUNT_ID,
    appSecret: env.WHATSAPP_CLOUD_APP_SECRET!,
    verifyToken: env.WHATSAPP_CLOUD_VERIFY_TOKEN!,
    apiRoot: env.WHATSAPP_CLOUD_API_ROOT,
  }
}

function whatsappWebIn(env: CheckedEnv): Config['whatsappWeb'] {
  return env.WHATSAPP_WEB === '1' ? { chromiumPath: env.CHROMIUM_PATH } : undefined
}
