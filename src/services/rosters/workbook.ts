/** A sheet as the workbook lists it. */
export interface ListedSheet {
  /** Its place among all sheets, hidden ones too, from 1. */
  number: number
  name: string
  isHidden: boolean
  /** Where its cells lie inside the archive; undefined where the workbook does not say. */
  path: string | undefined
}

/** The sheets of a workbook in its order, from `xl/workbook.xml` and its relations (ECMA-376 part 1, 18.2.19). */
export function listedSheets(book: string, relations: string): ListedSheet[] {
  const targets = new Map(
    tags(relations, 'Relationship').map((tag) => [attribute(tag, 'Id'), attribute(tag, 'Target')] as const),
  )
  return tags(book, 'sheet')
    .map((tag) => ({ name: attribute(tag, 'name'), state: attribute(tag, 'state'), id: attribute(tag, 'id') }))
    .filter(({ name }) => name !== undefined)
    .map(({ name, state, id }, at) => ({
      number: at + 1,
      name: plain(name!),
      isHidden: state === 'hidden' || state === 'veryHidden',
      path: pathOf(targets.get(id)),
    }))
}

function pathOf(target: string | undefined): string | undefined {
  if (target === undefined) return undefined
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

function tags(xml: string, name: string): string[] {
  const pattern = new RegExp(`<(?:\\w+:)?${name}\\s((?:[^>"']|"[^"]*"|'[^']*')*)>`, 'g')
  return [...xml.matchAll(pattern)].map(([, attributes]) => attributes!)
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return found?.[1] ?? found?.[2]
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

// A name is shown on terminals, so nothing in it may steer one.
function plain(name: string): string {
  return name.replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => ENTITIES[entity]!).replace(/\p{Cc}/gu, ' ')
}
