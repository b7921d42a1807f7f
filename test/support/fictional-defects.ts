import { addDays } from '../../src/domain/clock.ts'
import type { ProblemCode } from '../../src/domain/roster/row.ts'
import type { RowCells } from './fictional-dialects.ts'
import type { AgencyCode, FictionalWorker } from './fictional-workers.ts'

/** One kind of mistake that lists really hold: what it does to a row, and what reading must say of it. */
export interface DefectKind {
  /** What it is, in words for the manifest. */
  about: string
  /** On which lists, and how often on each. */
  on: readonly (readonly [AgencyCode, number])[]
  /** Codes that reading this row must give, all of them and no other. */
  problems: readonly ProblemCode[]
  /** Which workers it can happen to. */
  fits?: (worker: FictionalWorker) => boolean
  spoil: (cells: RowCells, worker: FictionalWorker) => RowCells
}

const hasPhone = ({ phone }: FictionalWorker) => phone !== null
const hasConsent = ({ consent }: FictionalWorker) => consent !== null
const isMan = ({ sex }: FictionalWorker) => sex === 'male'

const dashed = (day: string) => day.split('-').reverse().join('-')

/** Mistakes that stand in one row alone. */
export const DEFECT_KINDS = {
  nikShort: {
    about: 'NIK kurang satu angka',
    on: [
      ['PEM', 1],
      ['DKUPP', 1],
    ],
    problems: ['nikLength'],
    spoil: (_, { nik }) => ({ nik: nik.slice(0, 15) }),
  },
  nikScientific: {
    about: 'NIK menjadi 3,57E+15',
    on: [
      ['KESRA', 1],
      ['DKUPP', 2],
    ],
    problems: ['nikScientific'],
    spoil: () => ({ nik: '3,57E+15' }),
  },
  nikLetter: {
    about: 'NIK memuat huruf O',
    on: [
      ['PEM', 1],
      ['DISPERINAKER', 1],
    ],
    problems: ['nikInvalid'],
    spoil: (_, { nik }) => ({ nik: nik.replace('0', 'O') }),
  },
  nikMissing: {
    about: 'NIK kosong',
    on: [['DKPPP', 1]],
    problems: ['nikMissing'],
    spoil: () => ({ nik: '' }),
  },
  nikRounded: {
    about: 'NIK tersimpan sebagai angka, angka terakhirnya menjadi 0',
    on: [['DINKES', 2]],
    problems: ['nikRounded'],
    spoil: (_, { nik }) => ({ nik: Number(`${nik.slice(0, 15)}0`) }),
  },
  nameMissing: { about: 'nama kosong', on: [['DKPPP', 1]], problems: ['nameMissing'], spoil: () => ({ name: '' }) },
  birthMissing: {
    about: 'tanggal lahir kosong',
    on: [['KESRA', 1]],
    problems: ['birthMissing'],
    spoil: () => ({ bornOn: '' }),
  },
  birthUnreadable: {
    about: 'tanggal lahir yang tidak ada di kalender',
    on: [
      ['PEM', 1],
      ['DKPPP', 1],
    ],
    problems: ['birthUnreadable'],
    spoil: () => ({ bornOn: '31-02-1975' }),
  },
  birthDiffers: {
    about: 'tanggal lahir berbeda dari NIK',
    on: [
      ['PEM', 1],
      ['KESRA', 1],
      ['DKUPP', 1],
    ],
    problems: ['birthDiffersFromNik'],
    spoil: (_, { bornOn }) => ({ bornOn: dashed(addDays(bornOn, 3)) }),
  },
  sexDiffers: {
    about: 'jenis kelamin berbeda dari NIK',
    on: [['DINKES', 1]],
    problems: ['sexDiffersFromNik'],
    spoil: (_, { sex }) => ({ sex: sex === 'male' ? 'P' : 'L' }),
  },
  tooOld: {
    about: 'berusia 65 tahun atau lebih',
    on: [
      ['PEM', 1],
      ['KESRA', 1],
      ['DKPPP', 1],
    ],
    problems: ['tooOld'],
    spoil: (_, { nik }) => ({ bornOn: '15-06-1955', nik: withBirth(nik, '1506', '55') }),
  },
  civilServant: {
    about: 'ASN, TNI, atau POLRI',
    on: [['PEM', 2]],
    problems: ['civilServant'],
    spoil: (_, { bornOn }) => ({ employment: bornOn < '1980' ? 'PNS' : 'TNI AD' }),
  },
  civilServantMark: {
    about: 'ASN menurut kolomnya',
    on: [['DINKES', 1]],
    problems: ['civilServant'],
    spoil: () => ({ civilServant: 'Ya' }),
  },
  wageEarner: {
    about: 'sudah peserta penerima upah',
    on: [['DKUPP', 2]],
    problems: ['wageEarner'],
    spoil: () => ({ wageEarner: 'ya' }),
  },
  deceased: {
    about: 'sudah meninggal menurut kolomnya',
    on: [['DKPPP', 1]],
    problems: ['deceased'],
    spoil: () => ({ deceased: 'Ya' }),
  },
  deceasedRemark: {
    about: 'sudah meninggal menurut keterangan',
    on: [['KESRA', 1]],
    problems: ['deceased'],
    spoil: () => ({ remark: 'Meninggal dunia 3 Januari 2026' }),
  },
  deceasedName: {
    about: 'nama diawali Alm.',
    on: [['DISPERINAKER', 1]],
    problems: ['deceased'],
    fits: isMan,
    spoil: (_, { name }) => ({ name: `Alm. ${name}` }),
  },
  perhapsDeceased: {
    about: 'keterangan menyebut orang yang meninggal',
    on: [['DISPERINAKER', 1]],
    problems: ['perhapsDeceased'],
    spoil: () => ({ remark: 'menggantikan suaminya yang meninggal' }),
  },
  outsideCity: {
    about: 'tinggal di Kabupaten Probolinggo',
    on: [['DISPERINAKER', 2]],
    problems: ['outsideCity'],
    spoil: () => ({ kelurahan: 'Kedungdalem', city: 'Kabupaten Probolinggo' }),
  },
  outsideKecamatan: {
    about: 'kecamatan di luar kota',
    on: [['DKPPP', 1]],
    problems: ['outsideCity'],
    spoil: () => ({ kelurahan: 'Leces', kecamatan: 'Leces' }),
  },
  kelurahanUnclear: {
    about: 'kelurahan hanya ditulis "Jrebeng"',
    on: [
      ['DKUPP', 1],
      ['DINKES', 1],
    ],
    problems: ['kelurahanUnknown'],
    spoil: () => ({ kelurahan: 'Jrebeng' }),
  },
  kecamatanDiffers: {
    about: 'kecamatan tertukar',
    on: [['PEM', 1]],
    problems: ['kecamatanDiffers'],
    fits: ({ kelurahan }) => kelurahan.kecamatan.name !== 'Mayangan',
    spoil: () => ({ kecamatan: 'Mayangan' }),
  },
  occupationMissing: {
    about: 'pekerjaan kosong',
    on: [['DISPERINAKER', 2]],
    problems: ['occupationMissing'],
    spoil: () => ({ occupation: '-' }),
  },
  segmentUnknown: {
    about: 'pekerjaan di luar segmen',
    on: [['DISPERINAKER', 1]],
    problems: ['segmentUnknown'],
    spoil: () => ({ occupation: 'TUKANG BECAK' }),
  },
  periodMissing: {
    about: 'awal periode kosong',
    on: [['KESRA', 1]],
    problems: ['periodMissing'],
    spoil: () => ({ startsOn: '' }),
  },
  periodInverted: {
    about: 'periode terbalik',
    on: [
      ['PEM', 1],
      ['DKPPP', 1],
    ],
    problems: ['periodInverted'],
    spoil: (cells) => ({ startsOn: cells.endsOn!, endsOn: cells.startsOn! }),
  },
  periodUnreadable: {
    about: 'periode tidak terbaca',
    on: [['DISPERINAKER', 1]],
    problems: ['periodUnreadable'],
    spoil: () => ({ startsOn: 'menyusul' }),
  },
  phoneUnreadable: {
    about: 'nomor telepon tidak lengkap',
    on: [
      ['DKUPP', 1],
      ['DINKES', 1],
    ],
    problems: ['phoneUnreadable'],
    fits: (worker) => hasPhone(worker) && !hasConsent(worker),
    spoil: () => ({ phone: '0810-00' }),
  },
  consentIncomplete: {
    about: 'izin tanpa tanggal',
    on: [
      ['KESRA', 1],
      ['DKPPP', 1],
    ],
    problems: ['consentIncomplete'],
    fits: hasConsent,
    spoil: () => ({ consentOn: '' }),
  },
  consentUnclear: {
    about: 'izin tidak jelas',
    on: [['PEM', 1]],
    problems: ['consentUnclear'],
    fits: hasConsent,
    spoil: () => ({ consentGiven: 'nanti ditanyakan' }),
  },
  tooManyCells: {
    about: 'koma di dalam alamat tanpa tanda petik',
    on: [['PEM', 1]],
    problems: ['tooManyCells'],
    spoil: (_, { address }) => ({ address: `${address},sebelah musala` }),
  },
} as const satisfies Record<string, DefectKind>

function withBirth(nik: string, dayAndMonth: string, twoDigitYear: string): string {
  const isWoman = Number(nik.slice(6, 8)) > 40
  const day = isWoman ? String(Number(dayAndMonth.slice(0, 2)) + 40) : dayAndMonth.slice(0, 2)
  return `${nik.slice(0, 6)}${day}${dayAndMonth.slice(2)}${twoDigitYear}${nik.slice(12)}`
}
