#!/usr/bin/env -S node --max-semi-space-size=4
// Plain JavaScript of 2015, so that even an old Node can read it and be refused with a sentence.
// A small young generation keeps the host under 250 MB; the garbage collector works a little more for it.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 14)) {
  console.error(
    `Sapa needs Node.js 22.14 or newer; this is ${process.versions.node}. ` +
      'Run "npm ci" once and then "npx sapa …" or "npm start": they use the Node.js 24 that npm installed beside Sapa.',
  )
  process.exit(1)
}
import('node:fs').then(async ({ existsSync, readdirSync, statSync }) => {
  const { fileURLToPath } = await import('node:url')
  const root = fileURLToPath(new URL('..', import.meta.url))
  const tsc = `${root}/node_modules/typescript/bin/tsc`
  const changed = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0)
  const sources = () => readdirSync(`${root}/src`, { recursive: true }).map((name) => changed(`${root}/src/${name}`))
  // Built when there is no program yet, or an upgrade has brought newer sources; a container has no compiler, and needs none.
  if (existsSync(tsc) && Math.max(...sources()) > changed(`${root}/dist/cli.js`)) {
    const { spawnSync } = await import('node:child_process')
    const built = spawnSync(process.execPath, [tsc, '-p', `${root}/src`], { stdio: 'inherit' })
    if (built.status !== 0) process.exit(built.status || 1)
  }
  const { run } = await import('../dist/cli.js')
  process.exitCode = await run(process.argv.slice(2))
})
