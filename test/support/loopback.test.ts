import { expect, it } from 'vitest'

it('a test that reaches for another machine is refused, also by fetch', async () => {
  const failed = await fetch('http://203.0.113.1:8080/').catch((error: Error) => error)
  expect(String((failed as Error).cause ?? failed)).toContain('a test reached for')
})
