import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
// Where the pictures go that somebody looks at; none are taken without it.
const PICTURES = process.env.SCREENSHOTS
const WIDTHS = [1280, 360]

/** Looks at a page as somebody does who cannot see well, and as a wide and a narrow screen show it. */
export async function look(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 })
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect([name, width, scrolls]).toEqual([name, width, false])
    expect([name, width, await violations(page)]).toEqual([name, width, []])
    if (PICTURES) {
      mkdirSync(PICTURES, { recursive: true })
      await page.screenshot({ path: `${PICTURES}/${name}-${width}.png`, fullPage: true })
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

/** What axe finds; brought in past the content policy, which lets nothing else in. */
async function violations(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: AXE })
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run().then(({ violations, passes }) => JSON.stringify({
      passed: passes.length,
      found: violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')),
    }))`,
    awaitPromise: true,
  })
  await session.detach()
  const { passed, found } = JSON.parse(result.value as string) as { passed: number; found: string[] }
  expect(passed).toBeGreaterThan(10)
  return found
}
