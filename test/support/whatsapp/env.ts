import { CLOUD, type GraphApi } from './graph-api.ts'

/** The environment of an installation whose only messenger is the stand-in. */
export function cloudEnv(api: Pick<GraphApi, 'url'>, port: number): NodeJS.ProcessEnv {
  return {
    ...{ PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, WHATSAPP_CLOUD_API_ROOT: api.url },
    ...{ WHATSAPP_CLOUD_TOKEN: CLOUD.token, WHATSAPP_CLOUD_NUMBER_ID: CLOUD.numberId },
    ...{ WHATSAPP_CLOUD_ACCOUNT_ID: CLOUD.accountId, WHATSAPP_CLOUD_APP_SECRET: CLOUD.appSecret },
    WHATSAPP_CLOUD_VERIFY_TOKEN: CLOUD.verifyToken,
  }
}
