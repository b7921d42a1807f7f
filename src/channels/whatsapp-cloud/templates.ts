import { z } from 'zod'
import type { SpokenPrompt } from '../../domain/message.ts'
import type { Graph } from './graph.ts'
import { type Match, matchOf, type Template, templateSchema, unusable } from './template.ts'

const FIELDS = 'name,language,status,category,components'
const PAGE = 200
/** So many pages at the most: an account holds 6,000 templates. */
const PAGES = 40

const pageSchema = z.object({
  data: z.array(z.unknown()).default([]),
  paging: z
    .object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
    .optional(),
})

/** The templates of the business account, as last asked for. */
export class Templates {
  private readonly graph: Graph
  private accountId: string | undefined
  private kept: readonly Template[] = []

  constructor(graph: Graph, accountId: string | undefined) {
    this.graph = graph
    this.accountId = accountId
  }

  /** Notes the id of the account, where nobody has given it; says whether it is news. */
  learn(accountId: string): boolean {
    if (this.accountId !== undefined || !/^\d+$/.test(accountId)) return false
    this.accountId = accountId
    return true
  }

  /** Lets one rest that Meta did not take, until it is listed anew. */
  drop(template: Template): void {
    this.kept = this.kept.filter((one) => one !== template)
  }

  /** How an approved template says a message; undefined where none does. */
  matching(prompt: SpokenPrompt): Match | undefined {
    for (const template of this.kept) {
      const match = matchOf(template, prompt)
      if (match) return match
    }
    return undefined
  }

  /** Asks for them anew; nothing where the account is not known. Throws what `Graph.get` throws. */
  async refresh(signal?: AbortSignal): Promise<readonly Template[] | undefined> {
    if (this.accountId === undefined) return undefined
    this.kept = await listTemplates(this.graph, this.accountId, signal)
    return this.kept
  }
}

/** All templates of an account, those that can be used first. Throws what `Graph.get` throws. */
export async function listTemplates(graph: Graph, accountId: string, signal?: AbortSignal): Promise<Template[]> {
  const found: Template[] = []
  let after: string | undefined
  for (let page = 0; page < PAGES; page++) {
    const query = new URLSearchParams({ fields: FIELDS, limit: String(PAGE), ...(after !== undefined && { after }) })
    const { data, paging } = pageSchema.parse(await graph.get(`${accountId}/message_templates?${query}`, signal))
    found.push(...data.flatMap((one) => templateSchema.safeParse(one).data ?? []))
    after = paging?.next === undefined ? undefined : paging.cursors?.after
    if (after === undefined) break
  }
  return found.sort((a, b) => Number(unusable(a) !== undefined) - Number(unusable(b) !== undefined))
}
