/** Every environment variable that Sapa reads; `config.ts` says what each may hold. */
export const ENV_NAMES = [
  'HOST',
  'PORT',
  'PUBLIC_URL',
  'DATABASE_URL',
  'DATA_DIR',
  'SAPA_KEY',
  'REGION_CODE',
  'TZ',
  'LOG_LEVEL',
  'TRUSTED_PROXIES',
  'ROLE',
  'TELEGRAM_TOKEN',
  'TELEGRAM_API_ROOT',
  'TELEGRAM_WEBHOOK_SECRET',
  'WHATSAPP_CLOUD_TOKEN',
  'WHATSAPP_CLOUD_NUMBER_ID',
  'WHATSAPP_CLOUD_ACCOUNT_ID',
  'WHATSAPP_CLOUD_APP_SECRET',
  'WHATSAPP_CLOUD_VERIFY_TOKEN',
  'WHATSAPP_CLOUD_API_ROOT',
  'WHATSAPP_WEB',
  'CHROMIUM_PATH',
] as const

export type EnvName = (typeof ENV_NAMES)[number]
export type Env = Partial<Record<EnvName, string>>

/** The variables of ours that are set; one that is empty counts as unset, as container files leave them. */
export function readEnv(env: Readonly<Record<string, string | undefined>>): Env {
  const set = ENV_NAMES.map((name) => [name, env[name]?.trim()] as const).filter(([, value]) => value)
  return Object.fromEntries(set)
}
