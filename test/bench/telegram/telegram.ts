import { figure, table } from '../table.ts'
import { quantile } from '../turns/turns.ts'
import { BOTS, type Bot, measure, type Outcome, WAYS } from './measure.ts'

const EXTENT = { chats: 500, atOnce: 64, warmUpSeconds: 3, rounds: 3, roundSeconds: 3 }

const NAMES = { sapa: 'Sapa: update → committed reply, shown', echo: 'a bare grammY bot that echoes' } as const

/** Update to reply through the real adapter, beside a bot that stores nothing, against the same stand-in of the Bot API. */
export async function telegram(): Promise<string> {
  const outcomes = await measure(EXTENT)
  const { chats, atOnce, rounds, roundSeconds } = EXTENT
  return [
    `${chats} chats, ${atOnce} waiting at once, ${rounds} rounds of ${roundSeconds} s each, SQLite, synchronous=FULL`,
    table([
      ['', 'messages/s', 'Sapa is', 'p50 ms', 'p99 ms', 'CPU µs', 'peak MB'],
      ...WAYS.flatMap((way) => BOTS.map((bot) => row(outcomes, bot, way))),
    ]),
  ].join('\n\n')
}

function row(outcomes: Record<Bot, Outcome>, bot: (typeof BOTS)[number], way: (typeof WAYS)[number]): string[] {
  const rate = (of: (typeof BOTS)[number]) => outcomes[`${of} ${way}`].messages / outcomes[`${of} ${way}`].seconds
  const { waits, cpuMicros, peakMegabytes } = outcomes[`${bot} ${way}`]
  return [
    `${NAMES[bot]}, by ${way}`,
    figure(rate(bot)),
    bot === 'sapa' ? '' : `${(rate('sapa') / rate(bot)).toFixed(2)} ×`,
    figure(quantile(waits, 0.5), 1),
    figure(quantile(waits, 0.99), 1),
    figure(cpuMicros),
    figure(peakMegabytes),
  ]
}
