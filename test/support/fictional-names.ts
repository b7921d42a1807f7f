import { pick, type Random } from './seeded.ts'

// Plausible in the Tapal Kuda, where Javanese and Madurese live together; whoever bears such a name does so by chance.
const MEN = [
  'Ahmad Sutrisno Misnadi Buhari Holil Slamet Suyitno Sahlan Hasan Bunawi Matsari Imam Junaidi Sukarto Wagiman',
  'Mulyadi Sugianto Romli Asmuni Hariyanto Supardi Zainul Fathor Mahfud Saiful Budi Agus Hendrik Samsul Eko',
]
  .join(' ')
  .split(' ')
const MEN_SECOND = [
  'Hidayat Rohman Efendi Santoso Wahyudi Arifin Mustofa Hamid Prayitno Basuki Kurniawan Jazuli Anwar Fauzi Susanto',
  'Subagyo Wijaya Hariadi Rasyid Setiawan Iskandar Nawawi Hartono Mansur Ghozali Purnomo Rofiq Widodo Sholeh Rahman',
]
  .join(' ')
  .split(' ')
const WOMEN = [
  'Siti Sumiati Nurhayati Misnati Rukmini Suparti Halimatus Maimunah Endang Tutik Juhairiyah Wiwik Musrifah Sulastri',
  'Yuliana Hosniyah Kusmiati Lilik Mariyatul Ernawati Suhartini Romlah Titin Zulaikha Astutik Nanik Buna Sri Dewi',
]
  .join(' ')
  .split(' ')
const WOMEN_SECOND = [
  'Aminah Hasanah Rahayu Ningsih Fatimah Lestari Kholifah Wahyuni Mutmainah Handayani Sadiyah Utami Maryam Puspita',
  'Khotimah Susanti Agustin Rofiah Wulandari Jamilah Purwati Setyowati Badriyah Anggraini Azizah Widiastuti Laila',
]
  .join(' ')
  .split(' ')
const CHRISTIAN_MEN = ['Yohanes', 'Andréas', 'Markus', 'Stefanus', 'Paulus', 'Tomás', 'Daniel', 'Yakobus']
const CHRISTIAN_WOMEN = ['Maria', 'Thérèse', 'Kristina', 'Ester', 'Agnès', 'Veronika', 'Debora', 'Yosefina']
const CHRISTIAN_SECOND = ['Wibowo', 'Kristanto', 'Sihombing', 'Lukito', 'Tanujaya', 'Setyono', 'Manalu', 'Haryono']

/** Every name that a made-up person may have a part of. */
export const NAME_PARTS = [
  ...[...MEN, ...MEN_SECOND, ...WOMEN, ...WOMEN_SECOND],
  ...[...CHRISTIAN_MEN, ...CHRISTIAN_WOMEN, ...CHRISTIAN_SECOND],
]

/** A made-up name; a Christian one for teachers of Sunday schools. */
export function fictionalName(random: Random, sex: 'male' | 'female', isChristian: boolean): string {
  if (isChristian)
    return `${pick(random, sex === 'male' ? CHRISTIAN_MEN : CHRISTIAN_WOMEN)} ${pick(random, CHRISTIAN_SECOND)}`
  const [first, second] = sex === 'male' ? [MEN, MEN_SECOND] : [WOMEN, WOMEN_SECOND]
  const before = sex === 'male' && random() < 0.2 ? `${pick(random, ['Moh.', 'Muhammad', 'Mochamad', 'Abdul'])} ` : ''
  const middle = random() < 0.25 ? ` ${pick(random, second)}` : ''
  return `${before}${pick(random, first)}${middle} ${pick(random, second)}`
}

const STREETS = 'Mawar Melati Cempaka Anggrek Kenanga Teratai Bougenville Flamboyan Dahlia Seruni'.split(' ')

/** A made-up address: street, RT and RW. */
export function fictionalAddress(random: Random): string {
  const two = () => String(1 + Math.floor(random() * 9)).padStart(2, '0')
  return `Jl. ${pick(random, STREETS)} RT ${two()} RW ${two()}`
}
