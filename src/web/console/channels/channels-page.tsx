import type { Text } from '../../../domain/message.ts'
import type { ChannelView } from '../../../services/channel-views.ts'
import { type Desk, DeskForm, DeskPage } from '../desk.tsx'
import { CHANNELS } from '../paths.ts'
import { Qr } from '../qr.tsx'
import { moment } from '../times.ts'

interface ChannelsPageProps {
  desk: Desk
  views: readonly ChannelView[]
  stays: boolean
}

/** Each channel: how it stands, what is to be done about it, and how much of what nobody asked for has left by it. */
export function ChannelsPage({ desk, views, stays }: ChannelsPageProps) {
  return (
    <DeskPage desk={desk} title={desk.tell('console.section.channels')} at={CHANNELS}>
      <ul class="rows">
        {views.map((view) => (
          <li>
            <Channel desk={desk} view={view} stays={stays} />
          </li>
        ))}
      </ul>
    </DeskPage>
  )
}

function Channel({ desk, view, stays }: { desk: Desk; view: ChannelView; stays: boolean }) {
  const { tell } = desk
  const { name, state, pairing, halt, today, allowance } = view
  return (
    <>
      <h2>{tell(`console.channels.name.${name}`)}</h2>
      <p role="status">{tell(standing(state))}</p>
      {state?.is === 'lost' && state.code === undefined && <p lang="en">{state.why}</p>}
      {pairing !== undefined && <Pairing desk={desk} code={pairing} stays={stays} />}
      {halt && <Halted desk={desk} name={name} halt={halt} />}
      {allowance !== null && <p>{tell(['console.channels.today', { today, allowance }])}</p>}
    </>
  )
}

function standing(state: ChannelView['state']): Text {
  if (state === undefined) return 'console.channels.state.ready'
  if (state.is === 'ready' && state.account !== undefined)
    return ['console.channels.state.readyAs', { account: state.account }]
  if (state.is === 'lost' && state.code !== undefined) return `console.channels.lost.${state.code}`
  return `console.channels.state.${state.is}`
}

function Pairing({ desk: { tell }, code, stays }: { desk: Desk; code: string; stays: boolean }) {
  return (
    <>
      <p>{tell('console.channels.scan')}</p>
      <Qr text={code} label={tell('console.channels.picture')} />
      <p>
        {tell(stays ? 'console.channels.stays' : 'console.channels.refreshes')}{' '}
        <a href={stays ? CHANNELS : `${CHANNELS}?diam`}>
          {tell(stays ? 'console.channels.follow' : 'console.channels.stay')}
        </a>
      </p>
    </>
  )
}

function Halted({ desk, name, halt }: { desk: Desk; name: string; halt: NonNullable<ChannelView['halt']> }) {
  const { tell } = desk
  return (
    <>
      <p class="state wrongly" role="alert">
        {tell([`console.channels.halt.${halt.why}`, { at: { text: moment(halt.at) } }])}
      </p>
      <DeskForm desk={desk} action={`${CHANNELS}/${name}/lanjut`}>
        <button type="submit">{tell('console.channels.resume')}</button>
      </DeskForm>
    </>
  )
}
