import { writeFile } from 'node:fs/promises'
import { CONTRIBUTION_FILE, contributionBytes, fictionalContributions } from './fictional-contributions.ts'
import { DIALECTS } from './fictional-dialects.ts'
import { fileBytes, manifest } from './fictional-files.ts'
import { fictionalRoster } from './fictional-roster.ts'

// Run by hand after a change to the generator: `npx node test/support/write-fictional-roster.ts`.
const folder = new URL('../../docs/contoh/', import.meta.url)
const rows = fictionalRoster()
for (const dialect of DIALECTS) await writeFile(new URL(dialect.file, folder), await fileBytes(dialect, rows))
const contributions = fictionalContributions(rows)
await writeFile(new URL(CONTRIBUTION_FILE, folder), contributionBytes(contributions))
await writeFile(new URL('README.md', folder), manifest(rows, contributions))
