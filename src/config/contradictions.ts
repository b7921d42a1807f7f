import type { CheckedEnv } from './checked-env.ts'

type Rule = (env: CheckedEnv) => boolean

// What each variable may hold is not enough: these say which of them do not go together.
const RULES: Readonly<Record<string, Rule>> = {
  'config.publicUrlPath': ({ PUBLIC_URL }) => PUBLIC_URL !== undefined && new URL(PUBLIC_URL).pathname !== '/',
  // SQLite belongs to one process; the processes of a divided installation meet in PostgreSQL.
  'config.roleNeedsPostgres': ({ ROLE, DATABASE_URL }) => ROLE !== 'all' && !DATABASE_URL?.startsWith('postgres'),
  'config.secretWithoutToken': (env) => env.TELEGRAM_WEBHOOK_SECRET !== undefined && env.TELEGRAM_TOKEN === undefined,
  // Telegram itself posts to https only; a stand-in on this machine may do otherwise.
  'config.webhookNeedsHttps': (env) =>
    env.TELEGRAM_WEBHOOK_SECRET !== undefined &&
    env.TELEGRAM_API_ROOT === 'https://api.telegram.org' &&
    !env.PUBLIC_URL?.startsWith('https://'),
  'config.whatsappCloudHalf': (env) => {
    const given = [
      env.WHATSAPP_CLOUD_TOKEN,
      env.WHATSAPP_CLOUD_NUMBER_ID,
      env.WHATSAPP_CLOUD_APP_SECRET,
      env.WHATSAPP_CLOUD_VERIFY_TOKEN,
    ].filter((value) => value !== undefined)
    return given.length > 0 && given.length < 4
  },
}

/** The keys of the sentences that tell what contradicts itself; none where all is well. */
export function contradictionsIn(env: CheckedEnv): string[] {
  return Object.entries(RULES)
    .filter(([, isBroken]) => isBroken(env))
    .map(([key]) => key)
}
