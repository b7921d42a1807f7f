import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'

const TYPES = {
  'sapa.css': 'text/css; charset=utf-8',
  'petugas.css': 'text/css; charset=utf-8',
  'live.js': 'text/javascript; charset=utf-8',
  'sapa.svg': 'image/svg+xml',
} as const

export type AssetName = keyof typeof TYPES

// Read from `src` even by what was compiled into `dist`: the same number of folders lies between each and the root.
const FOLDER = fileURLToPath(new URL('../../src/web/assets', import.meta.url))

const contents = new Map((Object.keys(TYPES) as AssetName[]).map((name) => [name, slim(name)]))
const prints = new Map([...contents].map(([name, body]) => [name, createHash('sha256').update(body).digest('hex')]))

// Comments and indentation are for us, not for a phone that pays by the megabyte.
function slim(name: AssetName): string {
  return readFileSync(`${FOLDER}/${name}`, 'utf8')
    .replace(/^\s*(\/\/.*|\/\*.*\*\/)$/gm, '')
    .replace(/\n\s*/g, '\n')
    .trim()
}

/** The address of an asset; it changes with the content, so that a phone need never ask for it again. */
export function assetPath(name: AssetName): string {
  return `/aset/${name}?v=${prints.get(name)!.slice(0, 10)}`
}

/** Serves the style, the script and the icon of the public pages. */
export function registerAssets(app: FastifyInstance): void {
  for (const [name, body] of contents) {
    app.get(`/aset/${name}`, { config: { allow: 'public' } }, (_, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type(TYPES[name]).send(body),
    )
  }
}
