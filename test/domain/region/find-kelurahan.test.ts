import { describe, expect, it } from 'vitest'
import { findKecamatan, findKelurahan } from '../../../src/domain/region/find-kelurahan.ts'
import { KECAMATAN, KELURAHAN, kelurahanOf } from '../../../src/domain/region/kelurahan.ts'
import { differByOneSlip } from '../../../src/domain/region/one-slip.ts'

describe('the city', () => {
  it('has 5 kecamatan and 29 kelurahan, each with a code of its own', () => {
    expect(KECAMATAN).toHaveLength(5)
    expect(KELURAHAN).toHaveLength(29)
    expect(new Set(KELURAHAN.map(({ code }) => code)).size).toBe(29)
    expect(KELURAHAN.every(({ code }) => /^35\.74\.0[1-5]\.10\d\d$/.test(code))).toBe(true)
  })

  it('finds every kelurahan by its code and by its name', () => {
    for (const kelurahan of KELURAHAN) {
      expect(kelurahanOf(kelurahan.code)).toBe(kelurahan)
      expect(findKelurahan(kelurahan.name)).toBe(kelurahan)
      expect(findKelurahan(kelurahan.name, kelurahan.kecamatan.name)).toBe(kelurahan)
    }
    expect(kelurahanOf('35.13.01.1001')).toBeUndefined()
  })
})

describe('a kelurahan is found in spite of', () => {
  it.each([
    ['Kedung Asem', 'Kedungasem'],
    ['KEDUNGASEM', 'Kedungasem'],
    ['kedung  asem', 'Kedungasem'],
    ['Sumber Taman', 'Sumbertaman'],
    ['Kel. Sumbertaman', 'Sumbertaman'],
    ['KELURAHAN PILANG', 'Pilang'],
    ['Ds. Ketapang', 'Ketapang'],
    ['kel.jati', 'Jati'],
    ['Kel/Desa Jati', 'Jati'],
    ['Kl. Jati', 'Jati'],
    ['Djati', 'Jati'],
    ['Jati Kec. Mayangan', 'Jati'],
    ['Kel. Kademangan, Kecamatan Kademangan', 'Kademangan'],
    ['Kelurahan Jati, Kota Probolinggo', 'Jati'],
    ['35.74.03.1004', 'Jati'],
    ['3574031004', 'Jati'],
    ['Triwunglor', 'Triwung Lor'],
    ['Jrebeng Wtn.', 'Jrebeng Wetan'],
    ['Kebonsari Kln', 'Kebonsari Kulon'],
    ['Curah Grinting', 'Curahgrinting'],
    ['Poh Sangit Kidul', 'Pohsangit Kidul'],
    ['Mangunharjjo', 'Mangunharjo'],
    ['Wirobrang', 'Wiroborang'],
    ['Suakbumi', 'Sukabumi'],
    ['Jrebeng Kulom', 'Jrebeng Kulon'],
  ])('%s → %s', (written, meant) => {
    expect(findKelurahan(written)?.name).toBe(meant)
  })
})

describe('a kelurahan is not guessed', () => {
  it.each([
    ['Jrebeng', undefined],
    ['Jrebeng', 'Kedopok'],
    ['Kebonsari', 'Kanigaran'],
    ['Triwung', undefined],
    ['Jatii', undefined],
    ['Kedungdalem', undefined],
    ['', undefined],
    ['Leces', undefined],
    ['Sukabumi', 'Wonomerto'],
    ['Sukabumi, Kec. Wonomerto', undefined],
    ['35.13.01.1001', undefined],
    ['Mayangan', 'Dringu'],
    ['Mangunhrjo', 'Kedopok'],
  ])('%s (kecamatan %s)', (name, kecamatan) => {
    expect(findKelurahan(name, kecamatan)).toBeUndefined()
  })

  it('in a cell however long takes no time', () => {
    const started = performance.now()
    expect(findKelurahan(`${'a '.repeat(50_000)}kec`)).toBeUndefined()
    expect(performance.now() - started).toBeLessThan(500)
  })

  it('tells the four Jrebeng apart, whatever the spaces', () => {
    const codes = ['Kidul', 'Kulon', 'Lor', 'Wetan'].map((side) => findKelurahan(`JREBENG${side}`)?.code)
    expect(codes).toEqual(['35.74.02.1001', '35.74.05.1001', '35.74.05.1004', '35.74.05.1006'])
  })

  it('takes a name that is also a kecamatan’s for the kelurahan', () => {
    for (const { name } of KECAMATAN) expect(findKelurahan(name)?.name).toBe(name)
  })

  it('keeps to the name when another kecamatan of the city stands beside it', () => {
    expect(findKelurahan('Jati', 'Kedopok')?.code).toBe('35.74.03.1004')
  })
})

describe('a kecamatan', () => {
  it.each([
    ['KEC. KANIGARAN', 'Kanigaran'],
    ['kedopok', 'Kedopok'],
    ['Wono Asih', 'Wonoasih'],
    ['Kademngan', 'Kademangan'],
    ['Kec. Mayangan, Kota Probolinggo', 'Mayangan'],
    ['Kec. Mayangan, Kab. Probolinggo', undefined],
    ['Dringu', undefined],
  ])('%s → %s', (written, meant) => {
    expect(findKecamatan(written)?.name).toBe(meant)
  })
})

describe('one slip of the hand', () => {
  it.each([
    ['pilang', 'pilamg', true],
    ['pilang', 'pilng', true],
    ['pilang', 'pilangg', true],
    ['pilang', 'pialng', true],
    ['pilang', 'pilang', false],
    ['pilang', 'palong', false],
    ['pilang', 'gnalip', false],
    ['', 'a', true],
    ['', 'ab', false],
  ])('%s and %s: %s', (a, b, isSlip) => {
    expect(differByOneSlip(a, b)).toBe(isSlip)
    expect(differByOneSlip(b, a)).toBe(isSlip)
  })
})
