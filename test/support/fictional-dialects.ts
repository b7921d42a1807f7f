import type { Day } from '../../src/domain/clock.ts'
import type { Column } from '../../src/domain/roster/columns.ts'
import type { AgencyCode, FictionalWorker } from './fictional-workers.ts'

/** A cell as a file holds it; dates and numbers in spreadsheets only. */
export type Cell = string | number | Date
export type RowCells = Partial<Record<Column, Cell>>

/** How one agency writes its list. */
export interface Dialect {
  agency: AgencyCode
  agencyName: string
  file: string
  /** What `import --funding` is to be told. */
  funding: 'apbd' | 'dbhcht'
  delimiter?: ',' | ';' | '\t' | '|'
  encoding?: 'utf-8' | 'utf-8 with mark' | 'utf-16le' | 'windows-1252'
  lineEnd?: '\n' | '\r\n'
  titles: readonly string[]
  columns: readonly (readonly [header: string, column: Column | null])[]
  date(day: Day): Cell
  month(day: Day): string
  phone(national: string): string
  segment(worker: FictionalWorker): string
}

const MONTHS = 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' ')

const parts = (day: Day) => day.split('-') as [string, string, string]
const dashed = (day: Day) => parts(day).reverse().join('-')
const slashed = (day: Day) => `${Number(parts(day)[2])}/${Number(parts(day)[1])}/${parts(day)[0]}`
const spoken = (day: Day) => `${Number(parts(day)[2])} ${MONTHS[Number(parts(day)[1]) - 1]} ${parts(day)[0]}`
const grouped = (national: string) => national.replace(/^(\d{4})(\d{4})(\d+)$/, '$1-$2-$3')
const title = (segment: string) => segment.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase())

export const DIALECTS: readonly Dialect[] = [
  {
    agency: 'PEM',
    agencyName: 'Bagian Pemerintahan',
    file: 'pem-ketua-rt-rw.csv',
    funding: 'apbd',
    delimiter: ',',
    encoding: 'utf-8',
    lineEnd: '\n',
    titles: [],
    columns: [
      ['nik', 'nik'],
      ['nama', 'name'],
      ['tanggal_lahir', 'bornOn'],
      ['jenis_kelamin', 'sex'],
      ['telepon', 'phone'],
      ['kelurahan', 'kelurahan'],
      ['kecamatan', 'kecamatan'],
      ['segmen', 'segment'],
      ['nomor_peserta', 'memberNumber'],
      ['status_kepegawaian', 'employment'],
      ['mulai', 'startsOn'],
      ['selesai', 'endsOn'],
      ['dibayar_sampai', 'paidThrough'],
      ['izin_pesan', 'consentGiven'],
      ['izin_tanggal', 'consentOn'],
      ['izin_sumber', 'consentSource'],
      ['alamat', 'address'],
    ],
    date: dashed,
    month: (day) => day.slice(0, 7),
    phone: grouped,
    segment: ({ segment, address }) =>
      `Ketua ${/(?:RT|RW) \d+$/.exec(segment === 'ketua-rt' ? address.slice(0, -6) : address)![0]}`,
  },
  {
    agency: 'KESRA',
    agencyName: 'Bagian Kesejahteraan Rakyat',
    file: 'kesra-guru-ngaji-guru-minggu.csv',
    funding: 'apbd',
    delimiter: ';',
    encoding: 'windows-1252',
    lineEnd: '\r\n',
    titles: ['DAFTAR PENERIMA PERLINDUNGAN PEKERJA RENTAN', 'TAHUN ANGGARAN 2026 – contoh, semua data rekaan', ''],
    columns: [
      ['No', null],
      ['Nama Lengkap', 'name'],
      ['NIK', 'nik'],
      ['Tgl. Lahir', 'bornOn'],
      ['L/P', 'sex'],
      ['Alamat', 'address'],
      ['Kel.', 'kelurahan'],
      ['Kec.', 'kecamatan'],
      ['No. HP', 'phone'],
      ['Segmen', 'segment'],
      ['Tgl Mulai', 'startsOn'],
      ['Tgl Selesai', 'endsOn'],
      ['Dibayar s/d', 'paidThrough'],
      ['Izin Pesan', 'consentGiven'],
      ['Tgl Izin', 'consentOn'],
      ['Sumber Izin', 'consentSource'],
      ['Ket.', 'remark'],
    ],
    date: slashed,
    month: slashed,
    phone: (national) => `+62${national.slice(1)}`,
    segment: ({ segment }) => title(segment),
  },
  {
    agency: 'DKPPP',
    agencyName: 'Dinas Ketahanan Pangan, Pertanian dan Perikanan',
    file: 'dkppp-petani-nelayan.csv',
    funding: 'apbd',
    delimiter: '\t',
    encoding: 'utf-16le',
    lineEnd: '\r\n',
    titles: [],
    columns: [
      ['Kelurahan', 'kelurahan'],
      ['Kecamatan', 'kecamatan'],
      ['Nama', 'name'],
      ['No. KTP', 'nik'],
      ['Tanggal Lahir', 'bornOn'],
      ['Pekerjaan', 'occupation'],
      ['Telepon', 'phone'],
      ['Kelompok Tani/Nelayan', null],
      ['Mulai', 'startsOn'],
      ['Selesai', 'endsOn'],
      ['Dibayar Sampai', 'paidThrough'],
      ['Meninggal', 'deceased'],
      ['Izin Pesan', 'consentGiven'],
      ['Izin Tanggal', 'consentOn'],
      ['Izin Sumber', 'consentSource'],
    ],
    date: spoken,
    month: (day) => spoken(day).replace(/^\d+ /, ''),
    phone: (national) => national,
    segment: ({ segment }) => title(segment),
  },
  {
    agency: 'DKUPP',
    agencyName: 'Dinas Koperasi, UMKM dan Perdagangan',
    file: 'dkupp-pelaku-umkm.csv',
    funding: 'apbd',
    delimiter: ';',
    encoding: 'utf-8 with mark',
    lineEnd: '\r\n',
    titles: [],
    columns: [
      ['NIK', 'nik'],
      ['Name', 'name'],
      ['Date of Birth', 'bornOn'],
      ['Sex', 'sex'],
      ['Phone', 'phone'],
      ['Address', 'address'],
      ['Kelurahan', 'kelurahan'],
      ['Segment', 'segment'],
      ['Peserta PPU', 'wageEarner'],
      ['Jenis usaha', null],
      ['Start', 'startsOn'],
      ['End', 'endsOn'],
      ['Paid through', 'paidThrough'],
      ['Consent', 'consentGiven'],
      ['Consent date', 'consentOn'],
      ['izin_sumber', 'consentSource'],
    ],
    date: (day) => day,
    month: (day) => day,
    phone: (national) => national.replace(/^0/, ''),
    segment: () => 'UMKM',
  },
  {
    agency: 'DINKES',
    agencyName: 'Dinas Kesehatan',
    file: 'dinkes-kader-kesehatan.xlsx',
    funding: 'apbd',
    titles: ['Data Kader Kesehatan 2026 (contoh, semua data rekaan)', ''],
    columns: [
      ['No', null],
      ['NIK', 'nik'],
      ['Nama', 'name'],
      ['Tanggal Lahir', 'bornOn'],
      ['JK', 'sex'],
      ['No. WA', 'phone'],
      ['Alamat', 'address'],
      ['Kelurahan', 'kelurahan'],
      ['Jabatan', 'occupation'],
      ['ASN', 'civilServant'],
      ['Mulai', 'startsOn'],
      ['Selesai', 'endsOn'],
      ['Dibayar sampai', 'paidThrough'],
      ['Izin pesan', 'consentGiven'],
      ['Tanggal izin', 'consentOn'],
      ['Sumber izin', 'consentSource'],
    ],
    date: (day) => new Date(`${day}T00:00:00Z`),
    month: (day) => day.slice(0, 7),
    phone: (national) => national,
    segment: () => 'Kader Posyandu',
  },
  {
    agency: 'DISPERINAKER',
    agencyName: 'Dinas Perindustrian dan Tenaga Kerja',
    file: 'disperinaker-dbhcht.csv',
    funding: 'dbhcht',
    delimiter: '|',
    encoding: 'utf-8',
    lineEnd: '\n',
    titles: [],
    columns: [
      ['NIK', 'nik'],
      ['NAMA', 'name'],
      ['TTL', 'bornOn'],
      ['ALAMAT', 'address'],
      ['KELURAHAN', 'kelurahan'],
      ['KAB/KOTA', 'city'],
      ['HP', 'phone'],
      ['PEKERJAAN', 'occupation'],
      ['KETERANGAN', 'remark'],
      ['MULAI', 'startsOn'],
      ['SELESAI', 'endsOn'],
      ['DIBAYAR SAMPAI', 'paidThrough'],
      ['IZIN PESAN', 'consentGiven'],
      ['IZIN TANGGAL', 'consentOn'],
      ['IZIN SUMBER', 'consentSource'],
    ],
    date: (day) => `Probolinggo, ${dashed(day)}`,
    month: (day) => `${day.slice(5, 7)}/${day.slice(0, 4)}`,
    phone: (national) => national.replace(/^(\d{4})(\d{4})(\d+)$/, '$1 $2 $3'),
    segment: ({ segment }) => (segment === 'petani' ? 'BURUH TANI TEMBAKAU' : title(segment).toUpperCase()),
  },
]

/** A worker's cells as an agency writes them when it makes no mistake. */
export function cellsOf(worker: FictionalWorker, dialect: Dialect): RowCells {
  const consent = worker.consent
  return {
    nik: worker.nik,
    name: worker.name,
    bornOn: dialect.date(worker.bornOn),
    sex: worker.sex === 'male' ? 'L' : 'P',
    address: worker.address,
    kelurahan: worker.kelurahan.name,
    kecamatan: worker.kelurahan.kecamatan.name,
    city: 'Kota Probolinggo',
    segment: dialect.segment(worker),
    occupation: dialect.segment(worker),
    memberNumber: memberNumberOf(worker),
    startsOn: dialect.month(worker.startsOn),
    endsOn: dialect.month(worker.endsOn),
    paidThrough: dialect.month(worker.paidThrough),
    ...(worker.phone ? { phone: dialect.phone(`0${worker.phone.slice(2)}`) } : {}),
    ...(consent
      ? { consentGiven: 'ya', consentOn: withoutPlace(dialect.date(consent.on)), consentSource: consent.source }
      : worker.phone?.endsWith('0')
        ? { consentGiven: 'tidak' }
        : {}),
  }
}

/** A made-up member number (KPJ): 9903574 and the NIK's serial. */
export function memberNumberOf({ nik }: Pick<FictionalWorker, 'nik'>): string {
  return `9903574${nik.slice(-4)}`
}

function withoutPlace(date: Cell): Cell {
  return typeof date === 'string' ? date.replace(/^.*, /, '') : date
}
