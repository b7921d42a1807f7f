import { unusable } from '../channels/whatsapp-cloud/template.ts'
import { readConfig } from '../config/config.ts'
import { DomainError } from '../domain/errors.ts'
import { openWords } from '../i18n/say.ts'
import { templateLanguage, templateWords } from '../services/template-words.ts'
import { whatsappCloudOf } from './channels.ts'
import type { Command, Shell } from './command.ts'
import { readOptions } from './options.ts'
import { table } from './table.ts'

const USAGE = 'sapa templates [list|words] [--json]'

/** `templates list`: the templates of the business account and where their review stands; `templates words`: what to hand in. */
export const templates: Command = async (args, shell) => {
  const { values, positionals } = readOptions(args, { json: { type: 'boolean' } })
  const [verb = 'list', ...more] = positionals
  if (!['list', 'words'].includes(verb) || more.length > 0) throw new DomainError('cli.usage', { usage: USAGE })
  if (verb === 'words') tellWords(shell, values.json ?? false)
  else await tellStates(shell, values.json ?? false)
  return 0
}

function tellWords({ out, say }: Shell, asJson: boolean): void {
  for (const { locale, ...words } of templateWords(openWords())) {
    const language = templateLanguage(locale)
    if (asJson) out(JSON.stringify({ ...words, language, category: 'UTILITY' }))
    else
      out(
        [
          say(['cli.templates.words', { name: words.name, language }]),
          words.body,
          say(['cli.templates.buttons', { buttons: words.buttons.join(' · ') }]),
          say(['cli.templates.examples', { examples: words.examples.join(' · ') }]),
          '',
        ].join('\n'),
      )
  }
}

async function tellStates(shell: Shell, asJson: boolean): Promise<void> {
  const { whatsappCloud } = readConfig(shell.env)
  if (!whatsappCloud) throw new DomainError('cli.templates.notConfigured')
  const found = await listOf(await whatsappCloudOf(whatsappCloud, shell.say))
  if (!found) throw new DomainError('cli.templates.noAccount')
  const rows = found.map((template) => ({ template, why: unusable(template) }))
  if (asJson)
    for (const { template, why } of rows) {
      const { name, language, status, category } = template
      shell.out(JSON.stringify({ name, language, status, category, isUsable: why === undefined }))
    }
  else if (rows.length > 0)
    shell.out(
      table(
        rows.map(({ template: { name, language, status, category = '' }, why }) => [
          ...[name, language, status, category],
          shell.say(`cli.templates.${why ?? 'usable'}`),
        ]),
      ),
    )
  const usable = rows.filter(({ why }) => why === undefined).length
  shell.err(shell.say(['cli.templates.count', { all: rows.length, usable }]))
}

async function listOf(cloud: Awaited<ReturnType<typeof whatsappCloudOf>>) {
  try {
    return await cloud.listTemplates()
  } catch {
    throw new DomainError('cli.templates.noAnswer')
  }
}
