import { type FoundWorker, MOST_FOUND } from '../../../services/worker-card.ts'
import { type Desk, DeskForm, DeskPage, Field } from '../desk.tsx'
import { WORKERS } from '../paths.ts'

interface SearchPageProps {
  desk: Desk
  typed?: string
  /** Left out where nothing was searched for. */
  found?: readonly FoundWorker[]
  problem?: string
}

/** Finding a worker by name or code. */
export function SearchPage({ desk, typed = '', found, problem }: SearchPageProps) {
  const { tell } = desk
  return (
    <DeskPage desk={desk} title={tell('console.section.workers')} at={WORKERS} problem={problem}>
      <p>{tell('card.search.intro')}</p>
      <DeskForm desk={desk} action={WORKERS}>
        <Field id="cari" label={tell('card.search.label')} hint={tell('card.search.hint')}>
          <input id="cari" name="cari" value={typed} required maxLength={100} autoComplete="off" />
        </Field>
        <button type="submit">{tell('card.search.find')}</button>
      </DeskForm>
      {found && <Found desk={desk} found={found} />}
    </DeskPage>
  )
}

function Found({ desk: { tell }, found }: { desk: Desk; found: readonly FoundWorker[] }) {
  if (found.length === 0) return <p role="status">{tell('card.search.none')}</p>
  return (
    <>
      {found.length > MOST_FOUND && <p role="status">{tell(['card.search.more', { most: MOST_FOUND }])}</p>}
      <ol class="rows">
        {found.slice(0, MOST_FOUND).map(({ code, name, bornOn, kelurahan }) => (
          <li>
            <a href={`${WORKERS}/${code}`}>{name}</a>
            <p>
              {code} · {tell(['card.search.born', { day: { day: bornOn } }])}
              {kelurahan && ` · ${tell(['console.kelurahan', { kelurahan }])}`}
            </p>
          </li>
        ))}
      </ol>
    </>
  )
}
