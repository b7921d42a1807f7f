import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { DomainError } from '../../domain/errors.ts'

const text = z.string().max(5000).catch('')
const form = z.object({ key: z.string().min(8).max(64), rev: z.coerce.number().int().catch(0) })

/** The fields that a form has, each a text; empty where it was not sent. */
export function fieldsOf<K extends string>({ body }: FastifyRequest, ...names: K[]): Record<K, string> {
  const sent = (body ?? {}) as Record<string, unknown>
  return Object.fromEntries(names.map((name) => [name, text.parse(sent[name])])) as Record<K, string>
}

/** What every form of the console carries; throws `console.bad` for one that was not made by us. */
export function formOf({ body }: FastifyRequest): { key: string; rev: number } {
  const read = form.safeParse(body ?? {})
  if (!read.success) throw new DomainError('console.bad')
  return read.data
}

/** The part of the address that names something. */
export function idIn({ params }: FastifyRequest, name = 'id'): string {
  return (params as Record<string, string>)[name] ?? ''
}

/**
 * Whether a form may have come from a page of another site: the browser says so in `Sec-Fetch-Site`, an older one names the
 * page's origin. One that says neither is judged by the form's own token.
 */
export function isForeign({ headers, host }: FastifyRequest, publicUrl: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin'
  const { origin } = headers
  if (origin === undefined) return false
  return origin !== new URL(publicUrl).origin && !(URL.canParse(origin) && new URL(origin).host === host)
}

/** Whether a form carries the token that its page was given, compared in the same time whatever it carries. */
export function isOwn({ body }: FastifyRequest, token: string | undefined): boolean {
  const { csrf } = (body ?? {}) as { csrf?: unknown }
  if (token === undefined || typeof csrf !== 'string') return false
  return timingSafeEqual(digest(csrf), digest(token))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

const STATUS: Readonly<Record<string, number>> = {
  'account.notFound': 404,
  'account.linkGone': 410,
  'answer.notFound': 404,
  'answer.isClosed': 409,
  'campaigns.unknown': 404,
  'campaigns.refused.role': 403,
  'campaigns.refused.state': 409,
  'campaigns.refused.wholeAgency': 403,
  'campaigns.stale': 409,
  'messengers.notHalted': 409,
  'messengers.refused': 403,
  'console.corrections.isClosed': 409,
  'api.badParameter': 422,
  'api.noToken': 401,
  'console.corrections.notFound': 404,
  'reports.notFound': 404,
  'console.needs.notFound': 404,
  'console.stale': 409,
  'console.twice': 409,
  'console.uploads.busy': 409,
  'console.uploads.isClosed': 409,
  'console.uploads.sheetTooLarge': 413,
  'console.uploads.tooLarge': 413,
  'doubts.contradicts': 409,
  'doubts.isDecided': 409,
  'doubts.isOpen': 409,
  'doubts.notAllowed': 403,
  'doubts.notFound': 404,
  'doubts.stillOne': 409,
  'familyCase.isClosed': 409,
  'familyCase.noClaim': 404,
  'meetings.notFound': 404,
  'operation.importRunning': 409,
  'operation.noAgency': 404,
  'operation.noWorker': 404,
  'returns.noImport': 404,
  'visits.noVisitor': 404,
  'visits.notFound': 404,
}

/** The status of an answer that tells of a refusal. */
export function statusOf({ code }: DomainError): number {
  return STATUS[code] ?? 422
}

/** Refusals that no page with its form is shown for: there is nothing to mend. */
const FINAL = [
  ...['account.notFound', 'account.linkGone', 'answer.notFound', 'console.twice'],
  ...['campaigns.unknown', 'campaigns.refused.role', 'familyCase.noClaim', 'operation.noAgency', 'operation.noWorker'],
  ...['doubts.notAllowed', 'doubts.notFound', 'console.corrections.notFound', 'returns.noImport'],
  ...['meetings.notFound'],
]

/** What came of a form: the value, or the refusal that its page is shown again with. Final refusals are thrown on. */
export async function tried<T>(deed: Promise<T>): Promise<{ value: T } | { refused: DomainError }> {
  try {
    return { value: await deed }
  } catch (error) {
    if (error instanceof DomainError && !FINAL.includes(error.code)) return { refused: error }
    throw error
  }
}
