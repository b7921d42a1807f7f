import { ENDINGS } from '../../../domain/claims/claim.ts'
import { spellCode } from '../../../domain/code.ts'
import { kelurahanOf } from '../../../domain/region/kelurahan.ts'
import { LONGEST_NOTES, type ReadClaim } from '../../../services/claims.ts'
import type { Tell } from '../../page.tsx'
import { type Desk, DeskForm, DeskPage, Field } from '../desk.tsx'
import { CLAIMS } from '../paths.ts'
import { moment } from '../times.ts'
import { toldWords } from './told-words.ts'

interface CasePageProps {
  desk: Desk
  claim: ReadClaim
  problem?: string | undefined
  /** What has just been done. */
  done?: 'kept' | 'hasClosed' | undefined
  /** Notes that were written and could not be kept. */
  typed?: string | undefined
}

/** One family's case: what was told, which papers are missing, and the officers' notes. */
export function CasePage({ desk, claim, problem, done, typed }: CasePageProps) {
  const { tell } = desk
  const title = claim.worker?.name ?? tell('console.claims.nobody')
  return (
    <DeskPage desk={desk} title={title} at={CLAIMS} problem={problem}>
      {done && (
        <p class="plain" role="status">
          {tell(`console.claims.${done}`)}
        </p>
      )}
      <p>
        {tell('console.claims.noted')} <a href={CLAIMS}>{tell('console.claims.toList')}</a>
      </p>
      <Facts desk={desk} claim={claim} />
      <Papers tell={tell} claim={claim} />
      <Notes desk={desk} claim={claim} typed={typed} />
      {!claim.closedAt && <Endings tell={tell} id={claim.id} />}
      <History tell={tell} claim={claim} />
    </DeskPage>
  )
}

function Facts({ desk: { tell, now }, claim }: { desk: Desk; claim: ReadClaim }) {
  const { worker, deceased, kind, code, chatCode, openedAt, told } = claim
  const kelurahan = kelurahanOf(worker?.kelurahan ?? '')?.name
  const rows: [string, string | undefined][] = [
    ['console.claims.worker', worker ? `${worker.name} (${worker.code})` : tell('console.claims.unknownWorker')],
    ['console.kelurahanLabel', kelurahan],
    ['console.claims.deceased', deceased ?? undefined],
    ['console.claims.programme', tell(`console.claims.kind.${kind}`)],
    ['console.claims.stands', tell(`console.claims.state.${standing(claim)}`)],
    ['console.claims.reported', tell(moment(openedAt))],
    ['console.claims.code', spellCode(code)],
    ['console.claims.chat', spellCode(chatCode)],
    ...toldWords(told, now).map(({ question, answer }): [string, string] => [question, tell(answer)]),
  ]
  return (
    <>
      <p>{tell('console.claims.unproven')}</p>
      <dl class="facts">
        {rows.map(
          ([label, value]) =>
            value !== undefined && (
              <>
                <dt>{tell(label)}</dt>
                <dd>{value}</dd>
              </>
            ),
        )}
      </dl>
    </>
  )
}

/** Where a case stands; whose word it is that a family has been paid is told with it. */
function standing({ state, events, officers }: ReadClaim): string {
  const closed = events.findLast(({ event }) => event === 'closed')
  return state === 'paid' && closed && closed.actor in officers ? 'paidSaysOfficer' : state
}

function Papers({ tell, claim: { wanted, missing, papers } }: { tell: Tell; claim: ReadClaim }) {
  const have = wanted.filter((paper) => !missing.includes(paper))
  return (
    <>
      <h2>{tell(['console.claims.missing', { n: missing.length }])}</h2>
      {missing.length === 0 && <p>{tell('console.claims.complete')}</p>}
      {missing.some((paper) => papers[paper] === undefined) && <p>{tell('console.claims.unasked')}</p>}
      <ul class="papers">
        {missing.map((paper) => (
          <li>
            {tell(`facts.document.${paper}`)}
            {papers[paper] && <small>{tell(`console.claims.paper.${papers[paper]}`)}</small>}
          </li>
        ))}
      </ul>
      <h2>{tell(['console.claims.have', { n: have.length }])}</h2>
      <ul class="papers">
        {have.map((paper) => (
          <li>{tell(`facts.document.${paper}`)}</li>
        ))}
      </ul>
    </>
  )
}

function Notes({ desk, claim, typed }: Pick<CasePageProps, 'desk' | 'claim' | 'typed'>) {
  const { tell } = desk
  const { id, notes, notesRev, closedAt } = claim
  const isStanding = closedAt !== null || typed !== undefined
  return (
    <>
      <h2>{tell('console.claims.notes')}</h2>
      {isStanding && notes && <p class="plain words">{notes}</p>}
      {closedAt ? (
        <Closed tell={tell} typed={typed} />
      ) : (
        <DeskForm desk={desk} action={`${CLAIMS}/${id}/catatan`} rev={notesRev}>
          <Field
            id="notes"
            label={tell('console.claims.notesLabel')}
            hint={tell(['console.claims.notesHint', { most: LONGEST_NOTES }])}
          >
            <textarea id="notes" name="notes" rows={6} maxLength={LONGEST_NOTES}>
              {typed ?? notes}
            </textarea>
          </Field>
          <button type="submit">{tell('console.claims.keep')}</button>
        </DeskForm>
      )}
    </>
  )
}

/** Ways to close the case for the family; each leads to a last look. */
function Endings({ tell, id }: { tell: Tell; id: string }) {
  return (
    <>
      <h2>{tell('console.claims.closeTitle')}</h2>
      <p>{tell('console.claims.closeIntro')}</p>
      <ul>
        {ENDINGS.map((as) => (
          <li>
            <a href={`${CLAIMS}/${id}/tutup?sebagai=${as}`}>{tell(`console.claims.closeAs.${as}`)}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

function Closed({ tell, typed }: { tell: Tell; typed: string | undefined }) {
  if (!typed) return <p>{tell('familyCase.isClosed')}</p>
  return (
    <>
      <p>{tell('console.claims.unkept')}</p>
      <p class="plain words">{typed}</p>
    </>
  )
}

function History({ tell, claim: { events, officers } }: { tell: Tell; claim: ReadClaim }) {
  return (
    <>
      <h2>{tell('console.claims.history')}</h2>
      <ul class="history">
        {events.map(({ at, actor, event, detail }) => (
          <li>
            {tell([
              `console.claims.event.${event}`,
              {
                at: { text: moment(at) },
                who: officers[actor] ?? tell('console.claims.family'),
                paper: detail.paper === undefined ? '' : tell(`facts.document.${detail.paper}`),
                state: detail.state === undefined ? '' : tell(`console.claims.paper.${detail.state}`),
              },
            ])}
          </li>
        ))}
      </ul>
    </>
  )
}
