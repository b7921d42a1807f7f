import { AUDIENCE_STATES, LONGEST_ENDS_WITHIN } from '../../../domain/audience.ts'
import { LOCALES } from '../../../domain/message.ts'
import type { Tell } from '../../page.tsx'
import { Field } from '../desk.tsx'
import { NARROWING_FIELDS, TICKED, type Typed } from './typed.ts'

/** The further bounds of an audience, folded away until somebody wants them. */
export function NarrowingFields({ tell, typed }: { tell: Tell; typed: Typed }) {
  const say = (word: string) => tell(`console.campaigns.narrow.${word}`)
  return (
    <details open={NARROWING_FIELDS.some((name) => typed[name] !== '')}>
      <summary>{say('title')}</summary>
      <fieldset>
        <legend>
          {say('states')}
          <small>{say('statesHint')}</small>
        </legend>
        {AUDIENCE_STATES.map((one) => (
          <label class="tick">
            <input type="checkbox" name={one} value={TICKED} checked={typed[one] === TICKED} />
            <span>
              {tell(`campaigns.standing.${one}`)}
              <small>{say(`stateHint.${one}`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <label class="tick">
        <input type="checkbox" name="notUnderstood" value={TICKED} checked={typed.notUnderstood === TICKED} />
        <span>
          {say('notUnderstood')}
          <small>{say('notUnderstoodHint')}</small>
        </span>
      </label>
      <Field id="endsWithin" label={say('endsWithin')}>
        <input
          id="endsWithin"
          name="endsWithin"
          type="number"
          min={0}
          max={LONGEST_ENDS_WITHIN}
          value={typed.endsWithin}
        />
      </Field>
      <Field id="language" label={say('language')}>
        <select id="language" name="language">
          <option value="">{say('any')}</option>
          {LOCALES.map((one) => (
            <option value={one} selected={one === typed.language}>
              {tell(`campaigns.language.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field id="notOf" label={say('notOf')} hint={say('notOfHint')}>
        <input id="notOf" name="notOf" value={typed.notOf} autocomplete="off" />
      </Field>
      <Field id="without" label={say('without')} hint={say('withoutHint')}>
        <textarea id="without" name="without" rows={3}>
          {typed.without}
        </textarea>
      </Field>
    </details>
  )
}
