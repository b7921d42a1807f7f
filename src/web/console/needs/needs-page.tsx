import type { Asked } from '../../../services/needs.ts'
import { type Desk, DeskForm, DeskPage } from '../desk.tsx'
import { QUESTIONS } from '../paths.ts'
import { moment } from '../times.ts'

interface NeedsPageProps {
  desk: Desk
  asked: readonly Asked[]
  unmet: readonly { kind: string; times: number }[]
}

/** Questions that nothing answered, the most frequent first, and what was sent that cannot be read. */
export function NeedsPage({ desk, asked, unmet }: NeedsPageProps) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={tell('console.section.questions')} at={QUESTIONS}>
      <p>{tell(asked.length === 0 ? 'console.needs.none' : 'console.needs.intro')}</p>
      <ol class="rows">
        {asked.map((question) => (
          <Question desk={desk} question={question} />
        ))}
      </ol>
      <h2>{tell('console.needs.unmet')}</h2>
      {unmet.length === 0 && <p>{tell('console.needs.noneUnmet')}</p>}
      <ul class="rows">
        {unmet.map(({ kind, times }) => (
          <li>
            {tell(`console.needs.kind.${kind}`)}: {tell(['console.needs.times', { times }])}
          </li>
        ))}
      </ul>
    </DeskPage>
  )
}

function Question({ desk, question }: { desk: Desk; question: Asked }) {
  const { tell } = desk
  const { id, text, locale, times, lastAt } = question
  return (
    <li>
      <p>
        <b>{text}</b>
      </p>
      <p>
        {tell(['console.needs.times', { times }])}
        {' · '}
        {tell(`language.option.${locale}`)}
        {' · '}
        {tell(['console.needs.lastAt', { at: { text: moment(lastAt) } }])}
      </p>
      <DeskForm desk={desk} action={`${QUESTIONS}/${id}/selesai`}>
        <button type="submit" class="quiet">
          {tell('console.needs.handled')}
        </button>
      </DeskForm>
    </li>
  )
}
