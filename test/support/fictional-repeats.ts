import type { ProblemCode } from '../../src/domain/roster/row.ts'
import { cellsOf, DIALECTS } from './fictional-dialects.ts'
import type { Draft } from './fictional-roster.ts'
import type { AgencyCode, FictionalWorker } from './fictional-workers.ts'
import { type Random, shuffled } from './seeded.ts'

/** How one person comes to stand on two lists. */
interface Repeat {
  about: string
  /** The list on which the person stands first, and the later one that repeats them. */
  from: AgencyCode
  to: AgencyCode
  verdict: 'double' | 'doubtful'
  fits?: (worker: FictionalWorker) => boolean
  /** What the second list makes of the person. */
  slip?: (worker: FictionalWorker) => Partial<FictionalWorker>
}

const hasVariant = ({ name }: FictionalWorker) => /^(?:Moh\.|Muhammad|Mochamad|Siti) /.test(name)
const variantOf = (name: string) => name.replace(/^(?:Moh\.|Mochamad) /, 'Muhammad ').replace(/^Siti /, 'St. ')

/** The same person twice, list by list. */
export const REPEATS: readonly Repeat[] = [
  { about: 'NIK yang sama di dua instansi', from: 'PEM', to: 'KESRA', verdict: 'double' },
  { about: 'NIK yang sama di dua instansi', from: 'PEM', to: 'DKPPP', verdict: 'double' },
  { about: 'NIK yang sama di dua instansi', from: 'KESRA', to: 'DKUPP', verdict: 'double' },
  { about: 'NIK yang sama di dua instansi', from: 'DKPPP', to: 'DISPERINAKER', verdict: 'double' },
  { about: 'NIK yang sama di dua instansi', from: 'DKUPP', to: 'DISPERINAKER', verdict: 'double' },
  {
    about: 'NIK yang sama di dua instansi, nama ditulis lain',
    from: 'KESRA',
    to: 'DISPERINAKER',
    verdict: 'double',
    fits: hasVariant,
    slip: ({ name }) => ({ name: variantOf(name) }),
  },
  {
    about: 'orang yang sama, dua angka NIK tertukar',
    from: 'PEM',
    to: 'DKUPP',
    verdict: 'doubtful',
    fits: ({ nik }) => nik[13] !== nik[14],
    slip: ({ nik }) => ({ nik: `${nik.slice(0, 13)}${nik[14]}${nik[13]}${nik[15]}` }),
  },
  {
    about: 'orang yang sama, dua angka NIK tertukar',
    from: 'DKPPP',
    to: 'DISPERINAKER',
    verdict: 'doubtful',
    fits: ({ nik }) => nik[14] !== nik[15],
    slip: ({ nik }) => ({ nik: `${nik.slice(0, 14)}${nik[15]}${nik[14]}` }),
  },
  {
    about: 'orang yang sama, satu angka NIK salah',
    from: 'PEM',
    to: 'KESRA',
    verdict: 'doubtful',
    slip: ({ nik }) => ({ nik: `${nik.slice(0, 15)}${(Number(nik[15]) + 4) % 10}` }),
  },
  {
    about: 'orang yang sama dengan NIK lain, nama ditulis lain',
    from: 'PEM',
    to: 'DKPPP',
    verdict: 'doubtful',
    fits: hasVariant,
    slip: ({ name, nik }) => ({ name: variantOf(name), nik: `351312${nik.slice(6)}` }),
  },
]

const PROBLEM: Record<Repeat['verdict'], ProblemCode> = { double: 'enrolledElsewhere', doubtful: 'perhapsSamePerson' }

/** Appends to later lists people who stand soundly on an earlier one. */
export function repeatAcrossLists(random: Random, lists: ReadonlyMap<AgencyCode, Draft[]>): void {
  for (const repeat of REPEATS) {
    const first = takeFree(random, lists.get(repeat.from)!, repeat.fits)
    const dialect = DIALECTS.find(({ agency }) => agency === repeat.to)!
    const worker = {
      ...first.worker,
      agency: repeat.to,
      segment: lists.get(repeat.to)![0]!.worker.segment,
      ...repeat.slip?.(first.worker),
    }
    lists.get(repeat.to)!.push({
      agency: repeat.to,
      file: dialect.file,
      worker,
      cells: cellsOf(worker, dialect),
      defect: repeat.about,
      problems: [PROBLEM[repeat.verdict]],
      verdict: repeat.verdict,
      isTaken: true,
    })
  }
}

/** Lists in which one worker stands twice. */
export const TWICE_IN: readonly AgencyCode[] = ['PEM', 'DKUPP']

/** Appends to a list one of its own sound rows. */
export function repeatInOneList(random: Random, lists: ReadonlyMap<AgencyCode, Draft[]>): void {
  for (const agency of TWICE_IN) {
    const list = lists.get(agency)!
    const first = takeFree(random, list)
    list.push({ ...first, cells: { ...first.cells }, defect: 'nikTwice', problems: ['nikTwice'] })
  }
}

function takeFree(random: Random, list: readonly Draft[], fits?: Repeat['fits']): Draft {
  const free = list.filter((row) => !row.isTaken && row.worker.phone === null && (fits?.(row.worker) ?? true))
  const row = shuffled(random, free)[0]!
  row.isTaken = true
  return row
}

// Families of three on one phone, which is nothing to speak of, and a group of five on one, which is.
const HOUSEHOLDS: readonly [AgencyCode, size: number][] = [
  ['DKPPP', 3],
  ['KESRA', 3],
  ['DKUPP', 2],
  ['DINKES', 5],
]

/** Gives some workers of a list one phone. */
export function sharePhones(workers: readonly FictionalWorker[]): FictionalWorker[] {
  const phones = new Map<FictionalWorker, string>()
  for (const [agency, size] of HOUSEHOLDS) {
    const group = workers.filter((worker) => worker.agency === agency && worker.phone).slice(0, size)
    for (const worker of group) phones.set(worker, group[0]!.phone!)
  }
  return workers.map((worker) => {
    const phone = phones.get(worker)
    return phone ? { ...worker, phone, isPhoneShared: true as const } : worker
  })
}
