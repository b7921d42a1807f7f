import type { Random } from './seeded.ts'
import { skewed, weighted } from './skewed.ts'

export type Sex = 'male' | 'female'

// Plausible among Javanese and Madurese of the Tapal Kuda, the commonest first; spelt as identity cards spell them, which
// is in more than one way.
const MUHAMMAD = skewed('Moh. Muhammad Mohammad Moch. Mochamad Muhamad Mohamad M. Muh.')
const AHMAD = skewed('Ahmad Achmad Ach. Akhmad')
const ABDUL = skewed('Abdul Abd.')
const OF_GOD =
  skewed(`Rohman Rahman Hamid Aziz Karim Wahid Halim Mukti Ghofur Malik Latif Kholiq Jalil Manan Rosyid Salam
  Hadi Fatah Majid Qodir Wahab Basid Muin Syukur`)
const MEN =
  skewed(`Agus Slamet Imam Saiful Hasan Budi Eko Misnadi Holil Mulyadi Sugianto Samsul Zainul Junaidi Bambang Joko
  Hariyanto Romli Fathor Dedi Suyitno Sahlan Mahfud Rudi Hendrik Andi Arif Yusuf Ibrahim Ismail Umar Usman Ali Husen Bukhori
  Nurul Khoirul Miftahul Syamsul Nasrul Badrul Fathurrosi Ridwan Rizal Wahyu Dwi Tri Catur Sunar Sutrisno Totok Teguh Didik
  Edi Heri Iwan Jamal Kholis Lukman Mansur Nanang Priyo Rahmat Sigit Taufik Ubaidillah Wawan Yanto Zainal Fauzan Gunawan
  Hafid Ilham Jefri Kadir Latip Marzuki Nawawi Pathor Rofiq Sunardi Tohir Wahed Yasin Zubairi Sholehuddin Syafii Toyib`)
const MEN_SECOND =
  skewed(`Hidayat Rohman Efendi Santoso Wahyudi Arifin Anwar Kurniawan Setiawan Hasan Rahman Sholeh Fauzi Susanto
  Prasetyo Hariyanto Basri Mustofa Hakim Widodo Ghozali Iskandar Hartono Jazuli Purnomo Subagyo Rofiq Hadi Wijaya Firdaus
  Ramadhan Maulana Saputra Pratama Utomo Nugroho Cahyono Budiman Jailani Muttaqin Zainuri Asyari Bahri Dardiri Effendi
  Fadoli Gufron Huda Ikhsan Jauhari Khoiri Lutfi Mahmudi Nasution Paturrahman Qomaruddin Rosidi Sujono Tamam Ulum Wafi
  Yulianto Zamroni Abidin Bastomi Dahlan Farid Habibi Irawan Jumadi Kusnadi Mawardi Nurhadi Rusdi Sanusi Suryadi Tarmidi`)
const MEN_ALONE =
  skewed(`Sumarto Buhari Suparman Misnadi Sukarno Supardi Sutrisno Matsari Asmuni Bunawi Sukarto Wagiman Ngatemin
  Sunaryo Paiman Suyono Muslimin Sahrawi Marsuki Sugiono Sumarno Saniman Satuki Sanusi Hasbullah Jumadi Ponidi Saleh Sudarsono
  Tohari Wakijan Misran Misto Mistar Sahid Sahri Samsuri Sanimo Satrawi Sinal Sipon Sukir Sulaiman Supandi Surahman Suroto
  Juhari Karsono Kasiman Ladiman Marsidi Marzuki Munasir Nasir Ngadi Niman Paijo Parman Rasid Rasmidi Riyanto Sadeli Tarno`)
const SITI = skewed('Siti Siti Siti Siti Siti Sitti St. Siti')
const NUR = skewed('Nur Nurul')
const WOMEN =
  skewed(`Sri Endang Dewi Wiwik Lilik Titin Tutik Yuliana Hosniyah Kusmiati Ernawati Suhartini Ani Rini Eka Dwi Tri Ika
  Maimunah Halimatus Juhairiyah Musrifah Sulastri Mariyatul Zulaikha Astutik Nanik Indah Ida Lina Yuni Ratna Wahyu Anis Umi
  Khusnul Luluk Faridatul Uswatun Roudlotul Hikmatul Musyarofah Mamik Ning Sunarti Suwarni Rodiyah Rohmatul Robiatul Sofiatul
  Hanifah Kholifatul Jumaati Misnawati Nurhasanah Nurhayati Novita Okta Puji Qurrotul Reni Susi Tatik Ulfa Vivin Wulan Yeni
  Zaenab Atik Binti Choirul Diah Evi Fitri Hotimah Iin Juwariyah Kiptiyah Layli Maryam Nafisatul Olifah Painten`)
const WOMEN_SECOND =
  skewed(`Aminah Hasanah Rahayu Fatimah Lestari Wahyuni Kholifah Ningsih Aisyah Maryam Rohmah Khotimah Susanti
  Handayani Utami Zahro Jannah Hidayati Munawaroh Romlah Rofiah Agustin Wulandari Jamilah Purwati Setyowati Badriyah Anggraini
  Azizah Widiastuti Laila Sholehah Mutmainah Fadilah Hotijah Holifah Maisaroh Mukarromah Nafisah Qomariyah Rukmana Sadiyah
  Saidah Sulistiowati Tarwiyah Ummah Wardani Yunita Zubaidah Astutik Bariroh Cahyani Damayanti Ekawati Farida Hamidah
  Istiqomah Juwita Kurniawati Latifah Masruroh Nurjanah Oktaviani Permatasari Ramadhani Safitri Triana Ulfiyah Yuliati`)
const WOMEN_ALONE =
  skewed(`Sumiati Suparti Misnati Rukmini Sulastri Kusmiati Ernawati Romlah Musrifah Maimunah Hosniyah Sumiyati
  Suhartini Juhairiyah Nurhayati Sunarti Suwarni Painah Misnatun Satuna Tumini Jumaati Sutiani Sutinah Poniti Asmani Buna
  Suliha Supiati Supiani Sumarmi Sulami Suyati Surati Sarinten Rasmi Niti Marwati Marsiti Maryati Khotijah Kasiyati Jumiati
  Juma Hatijah Hamima Halima Fatima Dewani Astutik Aryati Aminah Busiya Mutmainah Mistiana Nasuha Rahma Saleha Saminten`)

const MAN_STYLE = weighted<(random: Random) => string>([
  [(random) => `${MUHAMMAD(random)} ${MEN(random)}`, 18],
  [(random) => `${MUHAMMAD(random)} ${MEN(random)} ${MEN_SECOND(random)}`, 9],
  [(random) => `${AHMAD(random)} ${MEN_SECOND(random)}`, 5],
  [(random) => `${AHMAD(random)} ${MEN(random)} ${MEN_SECOND(random)}`, 3],
  [(random) => `${ABDUL(random)} ${OF_GOD(random)}`, 7],
  [(random) => `${MEN(random)} ${MEN_SECOND(random)}`, 48],
  [(random) => `${MEN(random)} ${MEN_SECOND(random)} ${MEN_SECOND(random)}`, 10],
])
const WOMAN_STYLE = weighted<(random: Random) => string>([
  [(random) => `${SITI(random)} ${WOMEN_SECOND(random)}`, 20],
  [(random) => `${SITI(random)} ${WOMEN(random)} ${WOMEN_SECOND(random)}`, 6],
  [(random) => `${NUR(random)} ${WOMEN_SECOND(random)}`, 8],
  [(random) => `${WOMEN(random)} ${WOMEN_SECOND(random)}`, 54],
  [(random) => `${WOMEN(random)} ${WOMEN_SECOND(random)} ${WOMEN_SECOND(random)}`, 12],
])

/** A name as one born in that year would bear it: of the older ones a third have one word, of the young hardly any. */
export function populationName(random: Random, sex: Sex, year: number): string {
  const alone = year < 1975 ? 0.34 : year < 1990 ? 0.12 : 0.03
  if (random() < alone) return (sex === 'male' ? MEN_ALONE : WOMEN_ALONE)(random)
  return (sex === 'male' ? MAN_STYLE : WOMAN_STYLE)(random)(random)
}

/** A last word as it may follow any name of that sex. */
export function lastWord(random: Random, sex: Sex): string {
  return (sex === 'male' ? MEN_SECOND : WOMEN_SECOND)(random)
}
