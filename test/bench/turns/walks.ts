/** Somebody on a list, who can prove it with the phone and the birth date. */
export interface Person {
  phone: string
  bornOn: string
}

/** What one contact says: once at first, then again and again. Each answer is one that the step before asked for. */
export interface Walk {
  address: string
  phone?: string
  first: readonly string[]
  again: readonly string[]
}

const HOME = 'menu'

// Benefits: accident, treatment, other topics, death, scholarship, home. Genuine and home. English and back to Indonesian.
// Status without a phone: the ways to prove, and home.
const MENUS = ['2', '1', '2', '3', '2', '1', '4', '4', '4', '5', '2', '5', '1', '1', '4', '2', HOME]

// Status and home; status, "I understand" and home; benefits, from there the status again, and home.
const CHECKS = ['1', '6', '1', '1', HOME, '2', '8', HOME]

/** So many contacts: those who can prove who they are check their status, the others walk through the menus. */
export function walks(contacts: number, people: readonly Person[]): Walk[] {
  return Array.from({ length: contacts }, (_, n) => {
    const person = people[n]
    if (!person) return { address: `phone-${n}`, first: [HOME], again: MENUS }
    const { phone, bornOn } = person
    return { address: phone, phone, first: [HOME, '1', bornOn.split('-').reverse().join('-'), '6'], again: CHECKS }
  })
}
