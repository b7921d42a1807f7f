import { Readable } from 'node:stream'
import { text as readAll } from 'node:stream/consumers'
import { DomainError } from '../domain/errors.ts'
import type { Officer } from '../domain/officer.ts'
import { withWorld } from '../main.ts'
import { approveCampaign } from '../services/campaigns/approve.ts'
import { attachFile, detachFile } from '../services/campaigns/attach.ts'
import { AGAIN, pauseCampaign, resumeCampaign, stopCampaign } from '../services/campaigns/halt.ts'
import { type CampaignView, readCampaign } from '../services/campaigns/known.ts'
import { previewCampaign } from '../services/campaigns/preview.ts'
import { campaignStatus, campaignsOf } from '../services/campaigns/status.ts'
import { tryOutCampaign } from '../services/campaigns/try-out.ts'
import { createCampaign, submitCampaign } from '../services/campaigns/write.ts'
import type { World } from '../services/world.ts'
import { asOfficer, OPERATOR } from './as-officer.ts'
import { CAMPAIGN_OPTIONS, type CampaignOptions, readDraft, readMediaFile } from './campaign-draft.ts'
import { listLines, previewLines, statusLines, warningLines } from './campaign-lines.ts'
import type { Command, Shell } from './command.ts'
import { needed, readOptions, severalOf } from './options.ts'

/** One call of the command, with everything that a verb may need. */
interface Call {
  world: World
  shell: Shell
  by: Officer
  id: string
  values: CampaignOptions
}

type Verb = (call: Call) => Promise<void>

// Looking and handing in are the operator's too; all else wants an officer who answers for it.
const BY_OPERATOR = ['preview', 'submit', 'status', 'list']
const WITHOUT_ID = ['create', 'list']

const VERBS: Readonly<Record<string, Verb>> = {
  create,
  preview,
  status,
  list,
  test: tryOut,
  attach: changes(async ({ world, id, by, values }) => {
    needed('--media', values.media)
    return await attachFile(world, id, (await readMediaFile(values))!, by)
  }),
  detach: changes(({ world, id, by }) => detachFile(world, id, by)),
  submit: changes(({ world, id, by }) => submitCampaign(world, id, by)),
  // An edit between reading and approving is refused as stale.
  approve: changes(async ({ world, id, by }) =>
    approveCampaign(world, id, by, (await readCampaign(world, id, by)).rev),
  ),
  pause: changes(({ world, id, by }) => pauseCampaign(world, id, by)),
  resume: changes(({ world, id, by, values: { again } }) =>
    resumeCampaign(world, id, by, undefined, again === undefined ? [] : severalOf('--again', again, AGAIN)),
  ),
  stop: changes(({ world, id, by }) => stopCampaign(world, id, by)),
}

/** `campaign create|attach|detach|preview|test|submit|approve|status|pause|resume|stop|list`: what the console does, for officers at a shell. */
export const campaign: Command = async (args, shell) => {
  const { values, positionals } = readOptions(args, CAMPAIGN_OPTIONS)
  const [name = '', id] = positionals
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name]! : undefined
  if (!verb) throw new DomainError('cli.usage', { usage: shell.say('cli.campaign.usage') })
  const known = WITHOUT_ID.includes(name) ? '' : needed('ID', id)
  const username = values.as === undefined && BY_OPERATOR.includes(name) ? undefined : needed('--as', values.as)
  const { secrets, texts } = await parted(shell, values)
  return withWorld(shell, async (world) => {
    const by = username === undefined ? OPERATOR : await asOfficer(world, username, secrets)
    await verb({ world, shell: texts, by, id: known, values })
    return 0
  })
}

// A password, and a code where the next line says that it is one: six figures alone may be the text.
const SECRETS = /^([^\n]*)(?:\n(?:kode\s+(\d{3} ?\d{3})\s*?(?:\n|$))?)?/i

/** Where both are piped in, the officer's password (and the code of their app) stands first and all behind it is the text. */
async function parted(shell: Shell, { text }: CampaignOptions): Promise<{ secrets: Shell; texts: Shell }> {
  if (text !== '-' || shell.stdin.isTTY) return { secrets: shell, texts: shell }
  const all = await readAll(shell.stdin)
  const [secrets, password, code = ''] = SECRETS.exec(all)!
  const piped = (part: string): Shell => ({ ...shell, stdin: Readable.from([part]) })
  return { secrets: piped(`${password}\n${code}\n`), texts: piped(all.slice(secrets.length)) }
}

async function create({ world, shell, by, values }: Call): Promise<void> {
  const draft = await readDraft(values, shell)
  const media = await readMediaFile(values)
  const created = await createCampaign(world, needed('--agency', values.agency), draft, by)
  if (media) await attachFile(world, created.id, media, by)
  for (const line of warningLines(shell, created)) shell.err(line)
  shell.out(shell.say(['cli.campaign.created', { id: created.id }]))
}

async function preview({ world, shell, by, id, values }: Call): Promise<void> {
  const shown = await previewCampaign(world, id, by)
  if (values.json) return shell.out(JSON.stringify(shown))
  for (const line of warningLines(shell, await readCampaign(world, id, by))) shell.err(line)
  for (const line of previewLines(shell, shown)) shell.out(line)
}

async function status({ world, shell, by, id, values }: Call): Promise<void> {
  const shown = await campaignStatus(world, id, by)
  if (values.json)
    return shell.out(
      JSON.stringify({
        id,
        state: shown.campaign.state,
        persons: shown.persons,
        reasons: shown.reasons,
        failures: shown.failures,
      }),
    )
  for (const line of statusLines(shell, shown)) shell.out(line)
}

async function tryOut({ world, shell, by, id, values }: Call): Promise<void> {
  await tryOutCampaign(world, id, values.chat, by)
  shell.out(shell.say('cli.campaign.tested'))
}

async function list({ world, shell, by }: Call): Promise<void> {
  const campaigns = await campaignsOf(world, by)
  for (const line of listLines(shell, campaigns)) shell.out(line)
  if (campaigns.length === 0) shell.err(shell.say('cli.campaign.noneYet'))
}

/** A verb that changes a campaign and says where it stands then. */
function changes(act: (call: Call) => Promise<CampaignView>): Verb {
  return async (call) => {
    const { id, title, state } = await act(call)
    call.shell.out(call.shell.say(['cli.campaign.now', { id, title, state: { text: `campaigns.state.${state}` } }]))
  }
}
