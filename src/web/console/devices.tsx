import type { OfficerSession } from '../../store/officer-sessions.ts'
import { type Desk, DeskForm } from './desk.tsx'
import { moment } from './times.ts'

/** The devices at which an officer is logged in, each with a button that ends it. `at`: the page's address. */
export function Devices({ desk, devices, at }: { desk: Desk; devices: readonly OfficerSession[]; at: string }) {
  const { tell, seat } = desk
  if (devices.length === 0) return <p>{tell('console.devices.none')}</p>
  return (
    <ul class="rows">
      {devices.map(({ id, device, createdAt, lastSeenAt }) => (
        <li>
          <b>{device}</b> {id === seat.sessionId && tell('console.devices.this')}
          <p>
            {tell([
              'console.devices.since',
              { since: { text: moment(createdAt) }, seen: { text: moment(lastSeenAt) } },
            ])}
          </p>
          <DeskForm desk={desk} action={`${at}/perangkat/${id}/keluarkan`}>
            <button type="submit" class="quiet">
              {tell('console.devices.end')}
              <span class="unseen">
                {' '}
                {device}, {tell(moment(createdAt))}
              </span>
            </button>
          </DeskForm>
        </li>
      ))}
    </ul>
  )
}
