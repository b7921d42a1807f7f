import type { Text, Value } from '../../../domain/message.ts'
import { kelurahanOf } from '../../../domain/region/kelurahan.ts'
import type { ListedValue } from '../../../services/corrections/listed-value.ts'

const NOTHING: Value = { text: 'console.corrections.value.nothing' }

/** What a list says of a field, in words; what it does not say is told as such. */
export function listedWords(value: ListedValue): Text {
  if (value.is === 'text') return ['console.corrections.value.text', { text: value.text }]
  if (value.is === 'day') return ['console.corrections.value.day', { day: { day: value.day } }]
  if (value.is === 'nik') return ['console.corrections.value.nik', { ending: value.ending }]
  if (value.is === 'residence') {
    const kelurahan = kelurahanOf(value.kelurahan ?? '')?.name
    return [
      'console.corrections.value.residence',
      { address: orNothing(value.address), kelurahan: orNothing(kelurahan) },
    ]
  }
  if (value.is === 'work')
    return [
      'console.corrections.value.work',
      { segment: orNothing(value.segment), occupation: orNothing(value.occupation) },
    ]
  const { from, to, paidThrough } = value
  return [
    'console.corrections.value.period',
    { from: { day: from }, to: dayOrNothing(to), paid: dayOrNothing(paidThrough) },
  ]
}

function orNothing(text: string | null | undefined): Value {
  return text || NOTHING
}

function dayOrNothing(day: string | null): Value {
  return day === null ? NOTHING : { day }
}
