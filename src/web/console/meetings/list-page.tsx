import { dayOf } from '../../../domain/clock.ts'
import { LONGEST_PLACE, LONGEST_TOPIC, takesCheckIns } from '../../../domain/meeting.ts'
import { kelurahanOf } from '../../../domain/region/kelurahan.ts'
import type { NewMeeting } from '../../../services/meetings/hold.ts'
import type { Agency } from '../../../store/agencies.ts'
import type { ListedMeeting } from '../../../store/meetings.ts'
import { KelurahanSelect } from '../../kelurahan-select.tsx'
import { AgencySelect } from '../agencies.tsx'
import { type Desk, DeskForm, DeskPage, Field } from '../desk.tsx'
import { MEETINGS } from '../paths.ts'
import { moment } from '../times.ts'

interface ListPageProps {
  desk: Desk
  meetings: readonly ListedMeeting[]
  agencies: readonly Agency[]
  problem?: string | undefined
  /** What was typed and could not be taken. */
  typed?: NewMeeting | undefined
}

/** The meetings, the latest first, with how many were counted beside how many have checked in; and the form for another. */
export function ListPage({ desk, meetings, agencies, problem, typed }: ListPageProps) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={tell('console.section.meetings')} at={MEETINGS} problem={problem}>
      <p>{tell(meetings.length === 0 ? 'console.meetings.none' : 'console.meetings.intro')}</p>
      <ol class="rows">
        {meetings.map((meeting) => (
          <Row desk={desk} meeting={meeting} />
        ))}
      </ol>
      <h2>{tell('console.meetings.open')}</h2>
      <OpenForm desk={desk} agencies={agencies} typed={typed} />
    </DeskPage>
  )
}

function Row({ desk: { tell, now }, meeting }: { desk: Desk; meeting: ListedMeeting }) {
  const { id, topic, place, kelurahan, agency, startsAt, attended, headcount, code } = meeting
  return (
    <li>
      <a href={`${MEETINGS}/${id}`}>{topic}</a>
      <p>
        {tell(moment(startsAt))} · {place}, {kelurahanOf(kelurahan)?.name} · {agency}
      </p>
      <p>
        {takesCheckIns(meeting, now) && <b>{tell(['console.meetings.runs', { code }])} · </b>}
        {tell(['console.meetings.attended', { persons: attended.persons, unknown: attended.unknown }])}
        {' · '}
        {tell(headcount === null ? 'console.meetings.noHeads' : ['console.meetings.heads', { n: headcount }])}
      </p>
    </li>
  )
}

function OpenForm({ desk, agencies, typed }: Pick<ListPageProps, 'desk' | 'agencies' | 'typed'>) {
  const { tell, seat, now } = desk
  const only = agencies.length === 1 ? agencies[0]!.code : ''
  const choose = tell('console.visits.choose')
  return (
    <DeskForm desk={desk} action={MEETINGS}>
      <Field id="topic" label={tell('console.meetings.topic')}>
        <input id="topic" name="topic" type="text" maxLength={LONGEST_TOPIC} value={typed?.topic} required />
      </Field>
      <Field id="place" label={tell('console.meetings.place')}>
        <input id="place" name="place" type="text" maxLength={LONGEST_PLACE} value={typed?.place} required />
      </Field>
      <Field id="kelurahan" label={tell('console.visits.kelurahan')}>
        <KelurahanSelect none={choose} chosen={typed?.kelurahan ?? seat.officer.kelurahan ?? ''} required />
      </Field>
      <Field id="agency" label={tell('console.agency')}>
        <AgencySelect agencies={agencies} none={choose} chosen={typed?.agency ?? only} required />
      </Field>
      <div class="pair">
        <div>
          <Field id="on" label={tell('console.meetings.on')}>
            <input id="on" name="on" type="date" value={typed?.on ?? dayOf(now)} required />
          </Field>
        </div>
        <div>
          <Field id="at" label={tell('console.meetings.at')}>
            <input id="at" name="at" type="time" value={typed?.at} required />
          </Field>
        </div>
      </div>
      <button type="submit">{tell('console.meetings.make')}</button>
    </DeskForm>
  )
}
