import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bornAsNikSays, MASKED_NIK, maskNiks, readNik } from '../../src/domain/nik.ts'

describe('a NIK', () => {
  it('tells where it was first registered, a birth date without its century, and the sex', () => {
    expect(readNik('3574010302809001')).toEqual({
      ...{ digits: '3574010302809001', area: '35.74.01', sex: 'male' },
      born: { day: 3, month: 2, year: 80 },
    })
  })

  it('of a woman has forty added to the day', () => {
    expect(readNik('3574014302809001')).toMatchObject({ sex: 'female', born: { day: 3, month: 2, year: 80 } })
  })

  it.each(['3574 0103 0280 9001', '3574.0103.0280.9001', "'3574010302809001", '357401-030280-9001'])(
    'may be written %s',
    (text) => {
      expect(readNik(text)?.digits).toBe('3574010302809001')
    },
  )

  it.each([
    ['too short', '357401030280900'],
    ['too long', '35740103028090011'],
    ['letters', '35740103028O9001'],
    ['a zero in front', '0574010302809001'],
    ['serial nought', '3574010302800000'],
    ['a day that is not there', '3574013202809001'],
    ['a day between the men’s and the women’s', '3574013502809001'],
    ['a month that is not there', '3574010313809001'],
    ['the thirtieth of February', '3574013002809001'],
    ['nothing', ''],
  ])('has not %s', (_, text) => {
    expect(readNik(text)).toBeUndefined()
  })

  it('may hold the leap day of one of the two centuries', () => {
    expect(readNik('3574012902009001')).toBeDefined()
    expect(readNik('3574012902019001')).toBeUndefined()
  })

  it('agrees with a birth date of either century, and with no other', () => {
    const nik = readNik('3574010302059001')!
    expect(['1905-02-03', '2005-02-03', '2005-03-02', '1805-02-03'].map((day) => bornAsNikSays(nik, day))).toEqual([
      ...[true, true, false, false],
    ])
  })
})

describe('words with an identity number', () => {
  it.each([
    ['NIK saya 3574010302809001 ya', `NIK saya ${MASKED_NIK} ya`],
    ['3574 0103 0280 9001', MASKED_NIK],
    ['3574.01.030280.9001', MASKED_NIK],
    ['35-74-01-03-02-80-90-01', MASKED_NIK],
    ['357401030280900', MASKED_NIK],
    ['KK 3574010302809001, NIK 3574014302809002', `KK ${MASKED_NIK}, NIK ${MASKED_NIK}`],
    ['NIK saya 3574\n\n\n\n0117\n0870\n9001', `NIK saya ${MASKED_NIK}`],
    ['3574 | 0117 | 0870 | 9001', MASKED_NIK],
    ['357401 : 170870 : 9001', MASKED_NIK],
    ['3574O117O87O9OO1', MASKED_NIK],
    ['nik 357401170870 lalu 9001', `nik ${MASKED_NIK} lalu ${MASKED_NIK}`],
    ['٣٥٧٤٠١٠٣٠٢٨٠٩٠٠١', MASKED_NIK],
  ])('%s lose it', (text, masked) => {
    expect(maskNiks(text)).toBe(masked)
  })

  it.each([
    '081000009001',
    '+62 810 0000 9001',
    '17-08-1970',
    'K7PM-4XQ2',
    'Rp42.000.000',
    '1500910',
    'nik saya lupa, lahir 1970',
  ])('%s keep what is none', (text) => {
    expect(maskNiks(text)).toBe(text)
  })

  it('never keep fifteen digits in a row, whatever stands around them', () => {
    const digits = fc.stringMatching(/^\d{15,24}$/)
    fc.assert(
      fc.property(fc.string(), digits, fc.string(), (before, number, behind) => {
        expect(maskNiks(`${before}${number}${behind}`)).not.toMatch(/\d{15}/)
      }),
    )
  })
})
