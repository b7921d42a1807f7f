import { figure, table } from '../table.ts'
import { quantile } from '../turns/turns.ts'
import { measure } from './measure.ts'

const EXTENT = { chats: 5000, perSecond: 250, seconds: 60 }

/** 500 webhooks a second – messages, and what becomes of their replies – through the real adapter, and whether anything was lost. */
export async function whatsapp(): Promise<string> {
  const { messages, statuses, seconds, waits, refused, replies, stored, peakMegabytes, cpuMicros } =
    await measure(EXTENT)
  const { chats, perSecond } = EXTENT
  return [
    `${perSecond} messages a second from ${chats} chats for ${figure(seconds)} s, each reply told to be delivered, SQLite, synchronous=FULL`,
    table([
      ['', 'webhooks/s', 'p50 ms', 'p99 ms', 'most ms', 'refused', 'CPU µs', 'peak MB'],
      [
        'Sapa: webhook → committed and confirmed',
        figure((messages + statuses) / seconds),
        ...[0.5, 0.99, 1].map((part) => figure(quantile(waits, part), 1)),
        ...[figure(refused), figure(cpuMicros), figure(peakMegabytes)],
      ],
    ]),
    `messages posted ${figure(messages)}, stored ${figure(stored.inbound)}; replies sent ${figure(replies)}, noted ` +
      `${figure(stored.sent)}, delivered ${figure(stored.delivered)}, open ${figure(stored.open)}`,
  ].join('\n\n')
}
