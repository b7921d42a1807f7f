import type { Month } from '../../src/domain/clock.ts'
import type { Verdict } from '../../src/domain/roster/judge.ts'
import type { ProblemCode } from '../../src/domain/roster/row.ts'
import { memberNumberOf } from './fictional-dialects.ts'
import { type PlannedRow, soundRows } from './fictional-roster.ts'
import type { FictionalWorker } from './fictional-workers.ts'

/** What the file tells of a month, as its cells hold it. */
interface ContributionCells {
  number: string
  nik: string
  name: string
  month: string
  amount: string
  status: string
  paidOn: string
}

/** One line of the fictional contribution file as it was planned. */
export interface PlannedContribution {
  line: number
  worker: FictionalWorker
  month: Month
  cells: ContributionCells
  /** What judging must come to where the shipped rosters stand in the register, no more and no less. */
  verdict: Verdict
  problems: ProblemCode[]
  isPaid: boolean
  /** What is wrong on purpose. */
  defect?: string
}

export const CONTRIBUTION_AGENCY = 'PEM'
export const CONTRIBUTION_FILE = 'pem-iuran-agustus-november-2026.csv'
const TITLES = ['DAFTAR IURAN PESERTA BPU – contoh, semua data rekaan', '']
const HEADER = ['No', 'No. Peserta', 'NIK', 'Nama', 'BLTH', 'Iuran (Rp)', 'Status', 'Tgl Bayar']
const MONTHS: readonly Month[] = ['2026-08', '2026-09', '2026-10', '2026-11']
const WORKERS = 24

type Draft = Omit<PlannedContribution, 'line'>

// Whose months are unpaid, by their place in the file: one of them all four, so that the membership may have ended.
const UNPAID: ReadonlyMap<number, readonly Month[]> = new Map([
  [3, ['2026-11']],
  [7, ['2026-10', '2026-11']],
  [12, MONTHS],
  [18, ['2026-09']],
])

interface Defect {
  about: string
  /** Place of the worker in the file. */
  of: number
  month: Month
  verdict: Verdict
  problems: ProblemCode[]
  spoil: Partial<ContributionCells>
}

/** What is wrong on purpose, one line each; the lines stand below the sound ones. */
export const CONTRIBUTION_DEFECTS: readonly Defect[] = [
  spoilt('nomor peserta tidak dikenal', 0, '2026-07', ['numberUnknown'], { number: '99035740001', nik: '' }),
  spoilt('nomor peserta dan NIK kosong', 1, '2026-07', ['numberMissing'], { number: '', nik: '' }),
  spoilt('nomor peserta dan NIK milik dua orang', 2, '2026-07', ['numberOtherPerson'], {}, 'doubtful'),
  spoilt('nama jelas berbeda', 4, '2026-07', ['nameDiffers'], { name: 'Kusumaningtyas Wardhani' }, 'doubtful'),
  spoilt('bulan tidak terbaca', 5, '2026-07', ['monthUnreadable'], { month: 'bulan lalu' }),
  spoilt('bulan yang belum tiba', 6, '2027-01', ['monthFuture'], { status: 'BELUM BAYAR', paidOn: '', amount: '0' }),
  spoilt('bulan sebelum mulai', 8, '2025-12', ['monthBeforeStart'], {}),
  spoilt('jumlah tidak terbaca', 9, '2026-07', ['amountUnreadable'], { amount: 'Rp16.8OO' }),
  spoilt('jumlah lain dari tarif', 10, '2026-07', ['amountUnusual'], { amount: '36.800' }, 'new'),
  spoilt('status tidak jelas', 11, '2026-07', ['statusUnclear'], { status: 'AKTIF', paidOn: '' }),
  spoilt('baris yang sama dua kali', 13, '2026-08', ['monthTwice'], {}, 'same'),
]

function spoilt(
  about: string,
  of: number,
  month: Month,
  problems: ProblemCode[],
  spoil: Partial<ContributionCells>,
  verdict: Verdict = 'invalid',
): Defect {
  return { about, of, month, verdict, problems, spoil }
}

/** The months of some sound workers of the shipped list of `CONTRIBUTION_AGENCY`, and below them what is wrong on purpose. */
export function fictionalContributions(rows: readonly PlannedRow[]): PlannedContribution[] {
  const workers = soundRows(rows)
    .filter(({ agency }) => agency === CONTRIBUTION_AGENCY)
    .map(({ worker }) => worker)
    .slice(0, WORKERS)
  const sound = workers.flatMap((worker, at) => MONTHS.map((month) => draft(worker, at, month)))
  return [...sound, ...defective(workers), ...contradicting(workers[WORKERS - 1]!)].map((one, at) => ({
    ...one,
    line: TITLES.length + 2 + at,
  }))
}

/** The file, byte by byte. */
export function contributionBytes(planned: readonly PlannedContribution[]): Buffer {
  const lines = planned.map(({ cells }, at) =>
    [String(at + 1), cells.number, cells.nik, cells.name, cells.month, cells.amount, cells.status, cells.paidOn].join(
      ';',
    ),
  )
  return Buffer.from([...TITLES, HEADER.join(';'), ...lines].map((line) => `${line}\r\n`).join(''), 'utf8')
}

// Numbers are written in several ways, as exports from several years do.
const SPELLINGS = [(number: string) => number, (number: string) => `${number.slice(0, 2)} ${number.slice(2)}`]
const MONTH_NAMES = 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' ')
const MONTH_SPELLINGS: readonly ((month: Month) => string)[] = [
  (month) => `${month.slice(5)}-${month.slice(0, 4)}`,
  (month) => month,
  (month) => `${MONTH_NAMES[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`,
]

function draft(worker: FictionalWorker, at: number, month: Month): Draft {
  const isPaid = !UNPAID.get(at)?.includes(month)
  const number = SPELLINGS[at % 2]!(memberNumberOf(worker))
  const nik = at % 3 === 0 ? '' : worker.nik
  const cells = {
    ...{ number, nik, name: worker.name.toUpperCase(), month: MONTH_SPELLINGS[at % 3]!(month) },
    amount: isPaid ? ['16.800', 'Rp16.800,00', '16800'][at % 3]! : '0',
    status: isPaid ? (at % 4 === 0 ? '' : 'LUNAS') : 'BELUM BAYAR',
    paidOn: isPaid ? `10-${month.slice(5)}-${month.slice(0, 4)}` : '',
  }
  return { worker, month, cells, isPaid, verdict: 'new', problems: [] }
}

function defective(workers: readonly FictionalWorker[]): Draft[] {
  return CONTRIBUTION_DEFECTS.map(({ about, of, month, verdict, problems, spoil }): Draft => {
    const planned = draft(workers[of]!, of, month)
    const paidOn = month > '2026-11' ? '' : planned.cells.paidOn
    const other = problems.includes('numberOtherPerson') ? { nik: workers[of + 1]!.nik } : {}
    return { ...planned, cells: { ...planned.cells, paidOn, ...other, ...spoil }, verdict, problems, defect: about }
  })
}

/** One month told twice with contradicting content: neither line counts. */
function contradicting(worker: FictionalWorker): Draft[] {
  const one = draft(worker, 1, '2026-07')
  const planned = { ...one, verdict: 'invalid', problems: ['monthContradicts'] } as const
  const about = 'satu bulan dua kali, isinya bertentangan'
  return [
    { ...planned, problems: [...planned.problems], defect: about },
    {
      ...planned,
      problems: [...planned.problems],
      defect: about,
      isPaid: false,
      cells: { ...one.cells, amount: '0', status: 'BELUM BAYAR', paidOn: '' },
    },
  ]
}
