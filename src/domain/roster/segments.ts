/**
 * Kinds of workers whom the city registers, in the order in which they were brought in; the last three are named as next
 * (background study of Kota Probolinggo).
 */
export const SEGMENTS = [
  'ketua-rt',
  'ketua-rw',
  'guru-ngaji',
  'guru-minggu',
  'petani',
  'nelayan',
  'pelaku-umkm',
  'pembina-keagamaan',
  'kader-kesehatan',
  'pedagang-pasar',
  'peternak',
  'pekerja-seni',
] as const
export type Segment = (typeof SEGMENTS)[number]

// Compared with small letters and single spaces; the first that fits counts.
const SPELLINGS: Readonly<Record<Segment, RegExp>> = {
  'ketua-rt': /^(?:(?:ketua|kepala|pak|bu) )?rt(?: \d+)?(?: rw \d+)?$|^ketua rukun tetangga/,
  'ketua-rw': /^(?:(?:ketua|kepala|pak|bu) )?rw(?: \d+)?$|^ketua rukun warga/,
  'guru-ngaji':
    /^(?:guru|pengajar) (?:me)?ngaji\b|^guru (?:tpq|tpa|madin|al ?qur ?an|quran)\b|^guru madrasah diniyah|^ustad[hz]?(?:ah)?$|^ustaz(?:ah)?$/,
  'guru-minggu': /^guru (?:sekolah )?minggu\b|^guru injil$/,
  petani: /^(?:buruh )?(?:pe)?tani\b|^petani|^pekebun$|^penggarap sawah$|^farmer$/,
  nelayan: /^(?:buruh )?nelayan\b|^fisher(?:man)?$/,
  'pelaku-umkm': /^(?:pelaku )?(?:umkm|ukm)\b|^(?:pelaku )?usaha (?:mikro|kecil)\b/,
  'pembina-keagamaan':
    /^(?:pembina|pembimbing) (?:ke)?agama(?:an)?\b|^modin$|^ta ?k?mir\b|^marbot\b|^imam (?:masjid|musholla|mushola)\b|^mu ?adzin$/,
  'kader-kesehatan': /^kader(?: (?:kesehatan|posyandu|lansia|balita|jumantik|pkk|kb))?(?: .*)?$/,
  'pedagang-pasar': /^pedagang (?:di )?pasar\b/,
  peternak: /^(?:buruh )?(?:pe)?ternak\b|^peternak/,
  'pekerja-seni': /^pekerja seni\b|^seniman\b|^seniwati\b|^pelaku seni\b/,
}

/** The segment that an officer's words mean: `Ketua RT 03/RW 02`, `buruh tani`, `PELAKU UMKM`. Undefined for any other work. */
export function readSegment(text: string): Segment | undefined {
  const words = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  if (words === '') return undefined
  return SEGMENTS.find((segment) => SPELLINGS[segment].test(words))
}
