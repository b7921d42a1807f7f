import type { Waiting, Who } from '../../../services/handovers/list.ts'
import type { Tell } from '../../page.tsx'
import { type Desk, DeskPage } from '../desk.tsx'
import { HANDOVERS } from '../paths.ts'
import { moment, since } from '../times.ts'

interface ListPageProps {
  desk: Desk
  waiting: readonly Waiting[]
  total: number
  done?: string | undefined
}

/** Who wishes for a person, whoever waits longest first. */
export function ListPage({ desk, waiting, total, done }: ListPageProps) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={tell('console.handovers.title')} at={HANDOVERS} done={done}>
      {waiting.length === 0 ? <p>{tell('console.handovers.none')}</p> : <p>{tell('console.handovers.intro')}</p>}
      {total > waiting.length && <p>{tell(['console.handovers.more', { shown: waiting.length, total }])}</p>}
      <ol class="rows">
        {waiting.map((one) => (
          <Row desk={desk} one={one} />
        ))}
      </ol>
      <p>
        <a href={HANDOVERS}>{tell('console.refresh')}</a>
      </p>
    </DeskPage>
  )
}

function Row({ desk: { tell, now }, one }: { desk: Desk; one: Waiting }) {
  return (
    <li class={one.waitingSince ? 'waits' : 'rests'}>
      <a href={`${HANDOVERS}/${one.id}`}>{whoWords(tell, one.who)}</a>
      <p>
        {one.waitingSince
          ? tell(['console.handovers.waits', { since: { text: since(one.waitingSince, now) } }])
          : tell('console.handovers.answered')}
        {' · '}
        {tell(['console.handovers.opened', { at: { text: moment(one.openedAt) } }])}
      </p>
      <p>
        {tell(`console.channel.${one.who.channel}`)}
        {' · '}
        {one.takenBy === null
          ? tell('console.handovers.free')
          : tell([`console.handovers.${one.isSilent ? 'taken' : 'lapsed'}`, { officer: one.takenBy }])}
      </p>
    </li>
  )
}

/** A chat as officers call it. */
export function whoWords(tell: Tell, { names, code }: Who): string {
  return names.length > 0
    ? tell(['console.who.named', { names: names.join(', '), code }])
    : tell(['console.who.unknown', { code }])
}
