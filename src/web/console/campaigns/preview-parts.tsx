import type { TextProblem } from '../../../domain/campaign-text-check.ts'
import type { Preview, Sample } from '../../../services/campaigns/preview.ts'
import type { Tell } from '../../page.tsx'
import { RichText } from '../../rich-text.tsx'
import { estimateWords } from './estimate-words.ts'

/** Whom a campaign would reach now, how long that takes, what to look at in its words, and ten messages as they would be. */
export function PreviewParts({ tell, preview }: { tell: Tell; preview: Preview }) {
  const { count, warnings, samples } = preview
  return (
    <>
      <h2>{tell('console.campaigns.whom')}</h2>
      <ul class="cards counts">
        {(['persons', 'withChannel', 'visit'] as const).map((key) => (
          <li>
            <b>{count[key]}</b> {tell(`console.campaigns.count.${key}`)}
          </li>
        ))}
      </ul>
      {estimateWords(preview).map((words) => (
        <p>{tell(words)}</p>
      ))}
      <Warnings tell={tell} warnings={warnings} />
      <h2>{tell('console.campaigns.samples')}</h2>
      <p>{tell(samples.length > 0 ? 'console.campaigns.samplesHint' : 'console.campaigns.noSamples')}</p>
      <ol class="samples">
        {samples.map((sample) => (
          <SampleRow tell={tell} sample={sample} />
        ))}
      </ol>
    </>
  )
}

/** What an officer should look at in the words of a campaign. */
export function Warnings({ tell, warnings }: { tell: Tell; warnings: readonly TextProblem[] }) {
  if (warnings.length === 0) return null
  return (
    <div class="state">
      <b>{tell('console.campaigns.warnings')}</b>
      <ul>
        {warnings.map(({ locale, text }) => (
          <li>{tell(['campaigns.problem', { language: { text: `campaigns.language.${locale}` }, what: { text } }])}</li>
        ))}
      </ul>
    </div>
  )
}

function SampleRow({ tell, sample }: { tell: Tell; sample: Sample }) {
  const { name, others } = sample
  return (
    <li>
      <p>
        {others > 0
          ? tell(['console.campaigns.sampleSeveral', { name, others }])
          : tell(['console.campaigns.sample', { name }])}
        {sample.route === 'visit' &&
          ` ${tell(['console.campaigns.sampleVisit', { reason: { text: `visits.reason.${sample.reason}` } }])}`}
        {sample.route === 'message' && sample.isFirstNotice && ` ${tell('console.campaigns.sampleFirst')}`}
        {sample.route === 'message' && sample.waits && ` ${tell('console.campaigns.sampleWaits')}`}
      </p>
      {sample.route === 'message' && (
        <div class="bubble">
          <div class="words">
            <RichText text={sample.prompt.text} />
          </div>
          {sample.prompt.choices.length > 0 && (
            <ol class="offered">
              {sample.prompt.choices.map(({ label }) => (
                <li>{label}</li>
              ))}
            </ol>
          )}
        </div>
      )}
    </li>
  )
}
