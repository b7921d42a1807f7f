import { CORRECTION_OUTCOMES, LONGEST_CORRECTION_ANSWER } from '../../../domain/correction.ts'
import type { ReadCorrection } from '../../../services/corrections/desk.ts'
import type { Tell } from '../../page.tsx'
import { type Desk, DeskForm, DeskPage, Field } from '../desk.tsx'
import { CORRECTIONS } from '../paths.ts'
import { moment } from '../times.ts'
import { Due } from './list-page.tsx'
import { listedWords } from './listed-words.ts'

/** What an officer has typed into the form. */
export interface Typed {
  outcome: string
  answer: string
}

interface OnePageProps {
  desk: Desk
  correction: ReadCorrection
  problem?: string | undefined
  done?: string | undefined
  /** What was typed and could not be taken. */
  typed?: Typed | undefined
}

/** One correction: who, which field, what the list says, what the worker says, and the answer or the form for it. */
export function OnePage({ desk, correction, problem, done, typed }: OnePageProps) {
  const { tell } = desk
  const { worker, closedAt } = correction
  return (
    <DeskPage desk={desk} title={`${worker.name} (${worker.code})`} at={CORRECTIONS} problem={problem} done={done}>
      <p>
        {tell('console.corrections.noted')} <a href={CORRECTIONS}>{tell('console.corrections.toList')}</a>
      </p>
      <Facts desk={desk} correction={correction} />
      <h2>{tell('console.corrections.says')}</h2>
      {correction.said.map(({ at, words }) => (
        <>
          <p>{tell(moment(at))}</p>
          <p class="plain words">{words}</p>
        </>
      ))}
      {closedAt ? (
        <Closed tell={tell} correction={correction} typed={typed} />
      ) : (
        <AnswerForm desk={desk} correction={correction} typed={typed} />
      )}
    </DeskPage>
  )
}

function Facts({ desk: { tell, now }, correction }: { desk: Desk; correction: ReadCorrection }) {
  const { field, agency, openedAt, listed, closedAt } = correction
  return (
    <dl class="facts">
      <dt>{tell('console.corrections.field')}</dt>
      <dd>{tell(`correction.option.${field}`)}</dd>
      <dt>{tell('console.corrections.list')}</dt>
      <dd>{agency.name}</dd>
      <dt>{tell('console.corrections.listed')}</dt>
      {listed.length === 0 && <dd>{tell('console.corrections.nothingListed')}</dd>}
      {listed.map((value) => (
        <dd>{tell(listedWords(value))}</dd>
      ))}
      <dt>{tell('console.corrections.asked')}</dt>
      <dd>{tell(moment(openedAt))}</dd>
      {!closedAt && (
        <>
          <dt>{tell('console.corrections.answerBy')}</dt>
          <dd>
            <Due tell={tell} now={now} correction={correction} />
          </dd>
        </>
      )}
    </dl>
  )
}

function AnswerForm({ desk, correction, typed }: Pick<OnePageProps, 'desk' | 'correction' | 'typed'>) {
  const { tell } = desk
  const { id, rev, field, isSilenced } = correction
  const most = LONGEST_CORRECTION_ANSWER
  return (
    <>
      <h2>{tell('console.corrections.answerTitle')}</h2>
      <p>{tell(isSilenced ? 'console.corrections.silenced' : 'console.corrections.tells')}</p>
      {field === 'nik' && <p>{tell('console.corrections.nikHint')}</p>}
      <DeskForm desk={desk} action={`${CORRECTIONS}/${id}/jawab`} rev={rev}>
        <Field id="outcome" label={tell('console.corrections.outcomeLabel')}>
          <select id="outcome" name="outcome" required>
            <option value="">{tell('console.corrections.choose')}</option>
            {CORRECTION_OUTCOMES.map((outcome) => (
              <option value={outcome} selected={typed?.outcome === outcome}>
                {tell(`console.corrections.outcome.${outcome}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field
          id="answer"
          label={tell('console.corrections.answerLabel')}
          hint={tell(['console.corrections.answerHint', { most }])}
        >
          {/* Longer than what is taken, so that an answer that is too long is told of and not cut off. */}
          <textarea id="answer" name="answer" rows={5} maxLength={2 * most} required>
            {typed?.answer}
          </textarea>
        </Field>
        <button type="submit">{tell('console.corrections.send')}</button>
      </DeskForm>
    </>
  )
}

function Closed({ tell, correction, typed }: { tell: Tell; correction: ReadCorrection; typed: Typed | undefined }) {
  const { outcome, answer, closedAt, closedBy } = correction
  const by = { officer: closedBy ?? '–', at: { text: moment(closedAt!) } }
  return (
    <>
      <h2>{tell('console.corrections.answered')}</h2>
      <p>
        <b>{tell(`console.corrections.outcome.${outcome}`)}</b> {tell(['console.corrections.by', by])}
      </p>
      <p class="plain words">{answer}</p>
      {typed && (
        <>
          <p>{tell('console.corrections.unsent')}</p>
          <p class="plain words">{typed.answer}</p>
        </>
      )}
    </>
  )
}
