/** What was compared of two entries. */
export const COMPARED = ['nik', 'name', 'bornOn', 'sex', 'kelurahan', 'phone', 'address'] as const
export type Compared = (typeof COMPARED)[number]

/** How a field of one entry stands to the same field of another. */
export const RELATIONS = {
  nik: ['same', 'oneDigit', 'swapped', 'shifted', 'twoSlips', 'neighbour', 'otherArea', 'otherSerial', 'other'],
  name: ['same', 'reordered', 'sameSound', 'typo', 'initials', 'shorter', 'otherVowel', 'other'],
  bornOn: ['same', 'oneDigit', 'dayForMonth', 'dayOff', 'yearOff', 'firstOfJanuary', 'other'],
  sex: ['same', 'other'],
  kelurahan: ['same', 'other'],
  phone: ['same', 'oneDigit', 'unknown', 'other'],
  address: ['same', 'alike', 'unknown', 'other'],
} as const satisfies Record<Compared, readonly string[]>

/** One line of an explanation that holds no value of either entry; the sentence stands under `likeness.<field>.<is>`. */
export type Evidence = { [F in Compared]: { field: F; is: (typeof RELATIONS)[F][number] } }[Compared]
