import { takesCheckIns } from '../../../domain/meeting.ts'
import { kelurahanOf } from '../../../domain/region/kelurahan.ts'
import type { ReadAttendance } from '../../../services/meetings/attendance-list.ts'
import type { ReadMeeting } from '../../../services/meetings/desk.ts'
import { type Desk, DeskForm, DeskPage, Field } from '../desk.tsx'
import { MEETINGS } from '../paths.ts'
import { moment } from '../times.ts'

interface OnePageProps {
  desk: Desk
  shown: ReadMeeting
  /** What has just become of a list. */
  read?: ReadAttendance | undefined
  done?: string | undefined
  problem?: string | undefined
}

/** One meeting: its code, links and poster, who has checked in, the list from paper, and its end. */
export function OnePage({ desk, shown, read, done, problem }: OnePageProps) {
  const { tell } = desk
  const { meeting } = shown
  const at = `${MEETINGS}/${meeting.id}`
  return (
    <DeskPage desk={desk} title={meeting.topic} at={MEETINGS} done={done} problem={problem}>
      <p>
        <a href={MEETINGS}>{tell('console.meetings.toList')}</a>
      </p>
      <Facts desk={desk} shown={shown} />
      <p>
        <a class="button" href={`${at}/poster.pdf`}>
          {tell('console.meetings.poster')}
        </a>
      </p>
      {read && <Doubtful desk={desk} at={at} read={read} />}
      <h2>{tell('console.meetings.list')}</h2>
      <DeskForm desk={desk} action={`${at}/daftar`}>
        <Field id="lines" label={tell('console.meetings.lines')} hint={tell('console.meetings.linesHint')}>
          <textarea id="lines" name="lines" rows={8} required />
        </Field>
        <button type="submit">{tell('console.meetings.noteList')}</button>
      </DeskForm>
      <h2>{tell(meeting.closedAt ? 'console.meetings.mend' : 'console.meetings.close')}</h2>
      <DeskForm desk={desk} action={`${at}/tutup`} rev={meeting.rev}>
        <Field id="heads" label={tell('console.meetings.headsLabel')}>
          <input id="heads" name="heads" type="number" min={0} inputMode="numeric" value={meeting.headcount ?? ''} />
        </Field>
        <button type="submit">{tell(meeting.closedAt ? 'console.meetings.keep' : 'console.meetings.close')}</button>
      </DeskForm>
    </DeskPage>
  )
}

function Facts({ desk: { tell, now }, shown }: Pick<OnePageProps, 'desk' | 'shown'>) {
  const { meeting, agency, attended, links, names } = shown
  const { code, place, kelurahan, startsAt, headcount, closedAt, openedBy } = meeting
  return (
    <dl class="facts">
      <dt>{tell('console.meetings.code')}</dt>
      <dd>
        <b>{code}</b>{' '}
        {tell(
          takesCheckIns(meeting, now)
            ? 'console.meetings.isOpen'
            : closedAt
              ? 'console.meetings.isClosed'
              : 'console.meetings.isNotNow',
        )}
      </dd>
      <dt>{tell('console.meetings.links')}</dt>
      {Object.values(links).map((link) => (
        <dd>
          <code>{link}</code>
        </dd>
      ))}
      <dt>{tell('console.meetings.when')}</dt>
      <dd>{tell(moment(startsAt))}</dd>
      <dt>{tell('console.meetings.place')}</dt>
      <dd>
        {place}, {kelurahanOf(kelurahan)?.name} · {agency.name}
      </dd>
      <dt>{tell('console.meetings.present')}</dt>
      <dd>{tell(['console.meetings.attended', { persons: attended.persons, unknown: attended.unknown }])}</dd>
      <dd>{tell(headcount === null ? 'console.meetings.noHeads' : ['console.meetings.heads', { n: headcount }])}</dd>
      <dt>{tell('console.meetings.openedBy')}</dt>
      <dd>{names[openedBy] ?? openedBy.split(':')[0]}</dd>
    </dl>
  )
}

/** Lines that an officer is to decide, and those that name nobody here. What was typed is shown once and kept nowhere. */
function Doubtful({ desk, at, read }: { desk: Desk; at: string; read: ReadAttendance }) {
  const { tell } = desk
  return (
    <>
      {read.doubtful.length > 0 && (
        <DeskForm desk={desk} action={`${at}/pilih`}>
          <h2>{tell('console.meetings.doubtful')}</h2>
          {read.doubtful.map(({ line, candidates }, n) => (
            <fieldset>
              <legend>{line}</legend>
              {candidates.map(({ code, name, bornOn }) => (
                <label>
                  <input type="radio" name={`pick${n}`} value={code} />
                  {tell(['console.meetings.candidate', { name, code, born: bornOn.slice(0, 4) }])}
                </label>
              ))}
              <label>
                <input type="radio" name={`pick${n}`} value="" checked />
                {tell('console.meetings.noneOfThem')}
              </label>
            </fieldset>
          ))}
          <button type="submit">{tell('console.meetings.noteChosen')}</button>
        </DeskForm>
      )}
      {read.unknown.length > 0 && (
        <>
          <h2>{tell('console.meetings.unknownLines')}</h2>
          <ul>
            {read.unknown.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
