import { mayBeOne, type Sign } from '../../domain/likeness/sign.ts'

const FIRST_LINES = 1 << 12

/**
 * The little of each line of a file that tells most strangers apart: NIK, birth date, and the word of the name that tells most. Fourteen
 * bytes for each, so that of those who share a key only the few are brought back and opened who may be one.
 */
export class LineSigns {
  private niks = new BigUint64Array(FIRST_LINES)
  private births = new Uint32Array(FIRST_LINES)
  private names = new Uint16Array(FIRST_LINES)

  put(line: number, { nik, bornOn, telling }: Sign): void {
    while (line >= this.niks.length) this.grow()
    this.niks[line] = BigInt(nik)
    this.births[line] = Number(bornOn.replaceAll('-', ''))
    this.names[line] = telling
  }

  /** Whether a row may be the person of an earlier line. */
  mayBe(line: number, sign: Sign): boolean {
    const born = String(this.births[line]).padStart(8, '0')
    return mayBeOne(sign, {
      nik: String(this.niks[line]).padStart(16, '0'),
      bornOn: `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}`,
      telling: this.names[line]!,
    })
  }

  private grow(): void {
    const [{ niks, births, names }, length] = [this, this.niks.length * 2]
    this.niks = new BigUint64Array(length)
    this.births = new Uint32Array(length)
    this.names = new Uint16Array(length)
    this.niks.set(niks)
    this.births.set(births)
    this.names.set(names)
  }
}
