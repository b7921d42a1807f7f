import { DomainError } from '../../domain/errors.ts'
import { LONGEST_RECORD, MOST_LINES_IN_RECORD } from './limits.ts'

/** One record of a CSV file: a line, or several where a quoted cell holds line breaks. */
export interface TextRecord {
  /** The physical line on which it begins, from 1. */
  line: number
  text: string
}

/**
 * Cuts text into records, in batches, one batch for each piece of text. Refuses a record that is too long, or a quote that
 * is never closed, as soon as it shows, so that neither fills the memory.
 */
export async function* records(
  pieces: AsyncIterable<string>,
  delimiter: string,
  file: string,
): AsyncGenerator<TextRecord[]> {
  const cutter = new RecordCutter(delimiter, file)
  for await (const piece of pieces) yield cutter.add(piece)
  yield cutter.end()
}

class RecordCutter {
  readonly #delimiter: string
  readonly #file: string
  #rest = ''
  #line = 0
  #open: { line: number; lines: number; text: string } | undefined
  #lineBreak: string | undefined

  constructor(delimiter: string, file: string) {
    this.#delimiter = delimiter
    this.#file = file
  }

  add(piece: string): TextRecord[] {
    this.#lineBreak ??= piece.includes('\n') ? '\n' : piece.includes('\r') ? '\r' : undefined
    const lines = this.#lineBreak ? (this.#rest + piece).split(this.#lineBreak) : [this.#rest + piece]
    this.#rest = lines.pop()!
    const done = lines.flatMap((line) => this.#take(line))
    if (this.#rest.length > LONGEST_RECORD) throw this.#tooLong(this.#line + 1)
    return done
  }

  end(): TextRecord[] {
    const done = this.#rest === '' ? [] : this.#take(this.#rest)
    if (this.#open) throw this.#unclosed(this.#open.line)
    return done
  }

  #take(raw: string): TextRecord[] {
    this.#line++
    const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    if (text.length > LONGEST_RECORD) throw this.#tooLong(this.#line)
    const before = this.#open
    const staysOpen = endsInsideQuotes(text, this.#delimiter, before !== undefined)
    const record = before
      ? { line: before.line, lines: before.lines + 1, text: `${before.text}\n${text}` }
      : { line: this.#line, lines: 1, text }
    if (record.lines > MOST_LINES_IN_RECORD || record.text.length > LONGEST_RECORD) throw this.#unclosed(record.line)
    this.#open = staysOpen ? record : undefined
    return staysOpen || isBlank(record.text) ? [] : [{ line: record.line, text: record.text }]
  }

  #tooLong(line: number): DomainError {
    return new DomainError('roster.error.lineTooLong', { file: this.#file, line, limit: LONGEST_RECORD })
  }

  #unclosed(line: number): DomainError {
    return new DomainError('roster.error.quoteNeverClosed', { file: this.#file, line })
  }
}

// A lone control-Z is the end mark that old editors leave behind.
function isBlank(text: string): boolean {
  return text.trim() === '' || text === '\u001a'
}

/** Whether a quoted cell is still open at the end of a line. As in papaparse, a quote opens only at a cell's beginning. */
function endsInsideQuotes(text: string, delimiter: string, wasInside: boolean): boolean {
  if (!text.includes('"')) return wasInside
  let at = 0
  let isInside = wasInside
  for (;;) {
    if (isInside) {
      const close = text.indexOf('"', at)
      if (close < 0) return true
      at = close + (text[close + 1] === '"' ? 2 : 1)
      isInside = text[close + 1] === '"' || (at < text.length && text[at] !== delimiter)
    } else if (text[at] === '"') {
      isInside = true
      at++
    } else {
      const next = text.indexOf(delimiter, at)
      if (next < 0) return false
      at = next + 1
    }
  }
}
