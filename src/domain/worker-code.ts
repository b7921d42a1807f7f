import { DomainError } from './errors.ts'

const DIGITS = 7

/** What officers call a worker by in files and letters, from a running number: `P0000012`. It proves nothing. */
export function workerCode(number: number): string {
  return `P${String(number).padStart(DIGITS, '0')}`
}

/** The running number in a worker's code. */
export function workerNumber(code: string): number {
  return Number(code.slice(1))
}

/** The number by which a kader ticks a visit off: the digits of the worker's code. It proves nothing. */
export function visitNumber(code: string): string {
  return String(workerNumber(code))
}

/** A worker's code as it was typed: `P0000012`, `p12` or the visit number `12`. Undefined for what is neither. */
export function readWorkerCode(text: string): string | undefined {
  const digits = /^p?0*(\d+)$/i.exec(text.replace(/[\s.-]/g, ''))?.[1]
  return digits !== undefined && digits.length <= DIGITS ? workerCode(Number(digits)) : undefined
}

/** The codes in a pasted list, each once, with commas, blanks or new lines between. Throws `campaigns.badCode` with what is none. */
export function readCodes(list: string): string[] {
  const typed = list.split(/[\s,;]+/).filter((part) => part !== '')
  const codes = typed.map((part) => {
    const code = readWorkerCode(part)
    if (code === undefined) throw new DomainError('campaigns.badCode', { code: part.slice(0, 12) })
    return code
  })
  return [...new Set(codes)]
}
