import { z } from 'zod'
import { LOCALES } from '../domain/message.ts'

const session = z.object({
  /** The conversation that is going on; null between two conversations. */
  flow: z.string().nullable(),
  version: z.number(),
  step: z.string(),
  answers: z.record(z.string(), z.unknown()),
  /** Values of the choices that the person has before them, in their order. */
  offered: z.array(z.string()),
  /** Counts the moves of the chat from question to question, so that a button of an earlier one is known. */
  asked: z.number().default(0),
  /** Questions asked before this one, for "kembali". */
  trail: z.array(z.string()),
  /** The day on which the conversation that is going on began. */
  begunOn: z.string().default(''),
  /** Answers in a row that could not be read. */
  misses: z.number(),
  /** Thanks and thumbs in a row. */
  nods: z.number(),
  /** Languages that have been offered: nobody is asked twice. */
  languages: z.array(z.enum(LOCALES)).default([]),
})

/** Where a chat stands: all that is kept between two messages. */
export type Session = z.infer<typeof session>

export function freshSession(): Session {
  return {
    ...{ flow: null, version: 0, step: '', answers: {}, offered: [], trail: [], begunOn: '' },
    ...{ misses: 0, nods: 0, languages: [], asked: 0 },
  }
}

/** A chat between two conversations: nothing is kept of the one before, but what belongs to the person. */
export function anew({ languages, asked }: Session): Session {
  return { ...freshSession(), languages, asked }
}

/** Reads a kept session; a fresh one where it cannot be read, so that a corrupt row never silences a person. */
export function readSession(kept: unknown): Session {
  const read = session.safeParse(kept)
  return read.success ? read.data : freshSession()
}
