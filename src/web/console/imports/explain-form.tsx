import { COLUMNS, readHeaderName } from '../../../domain/roster/columns.ts'
import type { StrangeHeader } from '../../../domain/roster/upload.ts'
import type { UploadCard } from '../../../services/uploads/read.ts'
import { type Desk, DeskForm, Field } from '../desk.tsx'
import { FundingField } from './upload-form.tsx'

interface ExplainFormProps {
  desk: Desk
  card: UploadCard
  action: string
  /** Nobody has said yet who pays. */
  wantsFunding: boolean
}

/** Asks for what was missing to judge a list, which is then judged again as it lies there. */
export function ExplainForm({ desk, card: { upload, header }, action, wantsFunding }: ExplainFormProps) {
  const { tell } = desk
  return (
    <DeskForm desk={desk} action={action} rev={upload.rev}>
      {header && <p>{tell(upload.judgement ? 'console.uploads.explained' : 'console.uploads.explain')}</p>}
      {header?.missing.map((column) => (
        <ColumnField desk={desk} header={header} column={column} chosen={upload.headerNames} />
      ))}
      {wantsFunding && <FundingField tell={tell} chosen={upload.options.funding ?? ''} />}
      <button type="submit" class={upload.judgement ? 'quiet' : ''}>
        {tell('console.uploads.judgeAgain')}
      </button>
    </DeskForm>
  )
}

interface ColumnFieldProps {
  desk: Desk
  header: StrangeHeader
  column: StrangeHeader['missing'][number]
  /** What was chosen before, by header. */
  chosen: UploadCard['upload']['headerNames']
}

function ColumnField({ desk: { tell }, header, column, chosen }: ColumnFieldProps) {
  const id = `column-${column}`
  const before = headerChosen(header, chosen, column)
  return (
    <Field id={id} label={tell(`roster.field.${column}`)}>
      <select id={id} name={id} required>
        <option value="">{tell('console.uploads.chooseHeader')}</option>
        {[...new Set(header.cells)].map((cell) => (
          <option value={cell} selected={cell === before}>
            {cell}
          </option>
        ))}
      </select>
    </Field>
  )
}

function headerChosen(
  { cells }: StrangeHeader,
  chosen: ColumnFieldProps['chosen'],
  column: ColumnFieldProps['column'],
): string | undefined {
  return cells.find((cell) => chosen[readHeaderName(`${cell}=${COLUMNS[column]}`)?.[0] ?? ''] === column)
}
