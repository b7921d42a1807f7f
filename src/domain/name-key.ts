// Titles before a name or after it, as rosters write them; dots and spaces inside them are already gone.
const TITLES = new Set(
  `H HJ HAJI HAJJAH KH KYAI KIAI NYAI NY TN BPK BAPAK PAK IBU BU SDR SDRI ALM ALMH ALMARHUM ALMARHUMAH DR DRS DRA DRG IR PROF
   UST USTAD USTADZ USTAZ USTADZAH USTADAH USTAZAH USTZ PDT SPD SPDI SPDSD SAG SE SEI SH SHI SIP SKOM SKM SSOS SSI STP
   SPI SPT SKEP SHUM SFARM STH SPSI AMD AMDKEP AMDKEB AMAPD MM MPD MPDI MAG MSI MH MT MKES MKOM MAP NERS SST BA`.split(
    /\s+/,
  ),
)

const SAME_NAME: Readonly<Record<string, string>> = Object.fromEntries([
  ...'MOH MOCH MUH MUCH MHD MUHD MOHD MOKH MUKH MOHAMAD MOHAMMAD MOHAMED MOHAMMED MUHAMAD MUHAMED MUHAMMED MOCHAMAD MOCHAMMAD MUCHAMAD MUCHAMMAD MOKHAMAD MUKHAMAD MUHAMMAD'
    .split(' ')
    .map((name) => [name, 'MUHAMMAD']),
  ...'SITTI SITY SITIE'.split(' ').map((name) => [name, 'SITI']),
  ...'ACHMAD AKHMAD AHMED ACH AKH'.split(' ').map((name) => [name, 'AHMAD']),
  ...'ABD ABDOEL'.split(' ').map((name) => [name, 'ABDUL']),
])

// Only before other names do these stand for one: behind it, `ST` is a degree.
const FIRST_NAME: Readonly<Record<string, string>> = { M: 'MUHAMMAD', HM: 'MUHAMMAD', ST: 'SITI', A: 'AHMAD' }

/**
 * What stays the same of a name however a list writes it: upper case, no titles, no marks, usual variants as one
 * (Moh./Mochamad/Muhammad, Siti/St.), single spaces. Two people may share a key.
 */
export function nameKey(name: string): string {
  const words = wordsOf(name)
  const untitled = words.filter((word, at) => !isTitle(word, at, words.length))
  const kept = untitled.length > 0 ? untitled : words
  return kept.map((word, at) => (at === 0 && kept.length > 1 && FIRST_NAME[word]) || SAME_NAME[word] || word).join(' ')
}

function isTitle(word: string, at: number, count: number): boolean {
  return TITLES.has(word) || (word === 'ST' && at > 0 && at === count - 1)
}

function wordsOf(name: string): string[] {
  return (
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toUpperCase()
      .replace(/\([^)]*\)/g, ' ')
      .replace(/^\s*HJ?\.\s*/, '')
      // `S. Pd. I` and `A. Md.` are one title each, `M. Ali` is a name.
      .replace(/\b([SMA])\.?\s*(PD|AG|KOM|SI|SOS|HI|KEP|IP|TH|MD|KES|HUM)\b\.?\s*(I|SD|KEP|KEB)?\b\.?/g, ' $1$2$3 ')
      .replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, '')
      .replace(/['’`ʼ]/g, '')
      .replace(/[^\p{L}]+/gu, ' ')
      .trim()
      .split(' ')
      .filter(Boolean)
  )
}
