import { BEGUN, LONGEST_ENDS_WITHIN, NARROWINGS } from '../../../domain/audience.ts'
import { LOCALES } from '../../../domain/message.ts'
import type { Tell } from '../../page.tsx'
import { Field } from '../desk.tsx'
import { TICKED, type Typed } from './typed.ts'

/** The further bounds of an audience, folded away until somebody wants them. */
export function NarrowingFields({ tell, typed }: { tell: Tell; typed: Typed }) {
  const say = (word: string) => tell(`console.campaigns.narrow.${word}`)
  return (
    <details open={NARROWINGS.some((name) => typed[name] !== '')}>
      <summary>{say('title')}</summary>
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
      <Choice tell={tell} typed={typed} name="begun" of={BEGUN.map((one) => [one, say(one)])} />
      <Choice
        tell={tell}
        typed={typed}
        name="language"
        of={LOCALES.map((one) => [one, tell(`campaigns.language.${one}`)])}
      />
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

interface ChoiceProps {
  tell: Tell
  typed: Typed
  name: 'begun' | 'language'
  of: readonly (readonly [value: string, label: string])[]
}

function Choice({ tell, typed, name, of }: ChoiceProps) {
  return (
    <Field id={name} label={tell(`console.campaigns.narrow.${name}`)}>
      <select id={name} name={name}>
        <option value="">{tell('console.campaigns.narrow.any')}</option>
        {of.map(([value, label]) => (
          <option value={value} selected={value === typed[name]}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  )
}
