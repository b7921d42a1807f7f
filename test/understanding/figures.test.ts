import { describe, expect, it } from 'vitest'
import { MASKED_NIK } from '../../src/domain/nik.ts'
import { figure, withoutFigures } from '../../src/understanding/figures.ts'
import { normalise } from '../../src/understanding/normalise.ts'

const read = (text: string) => normalise(withoutFigures(text)).split(' ').map(figure).join(' ')

describe('figures are compared', () => {
  it.each([
    [`nik ${MASKED_NIK} terdaftar`, 'nik terdaftar'],
    ['hp 0810-0000-9001 hilang', 'hp hilang'],
    ['hp +62 810 0000 9001 hilang', 'hp hilang'],
    ['lahir 17-08-1970', 'lahir tanggal'],
    ['lahir 17 agustus 1970', 'lahir tanggal'],
    ['lahir 17/8/70 ya', 'lahir tanggal ya'],
    ['lahir 1970-08-17', 'lahir tanggal'],
    ['cair tgl 5 mei', 'cair tgl tanggal'],
    ['bayar Rp16.800', 'bayar rp 16800'],
    ['bayar 16800', 'bayar 16800'],
    ['3 bulan', 'tiga bulan'],
    ['3bln', 'tiga bln'],
    ['tiga bulan', 'tiga bulan'],
    ['42jt', '42 jt'],
    ['umur 63', 'umur #'],
    ['2x24 jam', 'dua x 24 jam'],
    ['10 juta', 'sepuluh juta'],
  ])('%j as %j', (text, compared) => {
    expect(read(text)).toBe(compared)
  })
})
