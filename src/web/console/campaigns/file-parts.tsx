import { refusalOf } from '../../../domain/campaign.ts'
import { isPicture, LARGEST_MEDIA } from '../../../domain/media.ts'
import type { CampaignView } from '../../../services/campaigns/known.ts'
import { type Desk, DeskForm, Field } from '../desk.tsx'
import { CAMPAIGNS } from '../paths.ts'

/** The last parts of the addresses at which a campaign's file is seen and handed in, and taken away. */
export const FILE = 'berkas'
export const NO_FILE = 'berkas/hapus'

/** Bytes; more costs people with an old phone their day's data. */
const HEAVY = 1_000_000

/** What goes with a campaign, and while it may be edited the forms to hand it in and to take it away. */
export function FileParts({ desk, campaign }: { desk: Desk; campaign: CampaignView }) {
  const { tell, seat, now } = desk
  const { id, file, rev } = campaign
  const mayEdit = refusalOf('edit', campaign, seat.officer, now) === undefined
  if (!file && !mayEdit) return null
  const at = `${CAMPAIGNS}/${id}`
  return (
    <>
      <h2>{tell('console.campaigns.file.title')}</h2>
      {file && <Shown desk={desk} at={`${at}/${FILE}`} file={file} />}
      {file && file.bytes > HEAVY && <p class="state">{tell('console.campaigns.file.heavy')}</p>}
      {mayEdit && (
        <DeskForm desk={desk} action={`${at}/${FILE}`} rev={rev} enctype="multipart/form-data">
          <Field
            id="file"
            label={tell(`console.campaigns.file.${file ? 'replace' : 'choose'}`)}
            hint={tell(['console.campaigns.file.hint', { megabytes: LARGEST_MEDIA / 1_000_000 }])}
          >
            <input id="file" name="file" type="file" accept=".jpg,.jpeg,.png,.webp,.pdf" required />
          </Field>
          <button type="submit" class="quiet">
            {tell('console.campaigns.file.attach')}
          </button>
        </DeskForm>
      )}
      {file && mayEdit && (
        <DeskForm desk={desk} action={`${at}/${NO_FILE}`} rev={rev}>
          <button type="submit" class="quiet">
            {tell('console.campaigns.file.remove')}
          </button>
        </DeskForm>
      )}
    </>
  )
}

function Shown({ desk: { tell }, at, file }: { desk: Desk; at: string; file: NonNullable<CampaignView['file']> }) {
  const { type, bytes } = file
  const values = { kind: { text: `media.kind.${type}` }, kilobytes: { count: Math.max(1, Math.round(bytes / 1000)) } }
  const kind = tell(['console.campaigns.file.is', values])
  if (isPicture(type))
    return (
      <figure>
        <img class="sent" src={at} alt={tell('console.campaigns.file.alt')} />
        <figcaption>{kind}</figcaption>
      </figure>
    )
  return (
    <p>
      <a href={at}>{kind}</a>
    </p>
  )
}
