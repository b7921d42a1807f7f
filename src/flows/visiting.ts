import { z } from 'zod'
import { look } from '../domain/look-ups.ts'
import type { Text } from '../domain/message.ts'
import { type JudgedNote, leftAfter, VISIT_FAILURES, type VisitNote } from '../domain/visit.ts'
import { flow, type Scene } from '../engine/flow.ts'

const answers = z.object({
  note: z.custom<VisitNote>(),
  judged: z.custom<JudgedNote>().optional(),
  failure: z.enum(VISIT_FAILURES).optional(),
})
type VisitingScene = Scene<z.infer<typeof answers>>

/** A visitor ticks their list off by number. Who stands behind a number is said to nobody. */
export const visiting = flow({
  id: 'visiting',
  version: 1,
  start: 'judge',
  answers,
  steps: {
    judge: { find: judged, save: 'judged', next: 'weigh' },
    weigh: {
      decide: (scene) => {
        if (judgedIn(scene).changes.length === 0) return 'told'
        const note = noteIn(scene)
        return note.deed === 'missed' && note.failure === undefined ? 'why' : 'file'
      },
    },
    why: {
      choose: (scene) => ['visiting.why', { numbers: list(judgedIn(scene).noted) }],
      save: 'failure',
      options: VISIT_FAILURES,
      next: 'judge',
    },
    file: {
      act: (scene) => ({ do: 'noteVisits', note: noteIn(scene), workerIds: judgedIn(scene).changes }),
      next: 'told',
      noWayBack: true,
    },
    told: { end: toldWords },
  },
})

function* judged(scene: VisitingScene) {
  return yield* look('visitNote', { note: noteIn(scene) })
}

/** What was said, with the reason that was asked for. */
function noteIn({ answers: { note, failure } }: VisitingScene): VisitNote {
  return note.deed === 'missed' && failure !== undefined ? { ...note, failure } : note
}

function judgedIn({ answers }: VisitingScene): JudgedNote {
  if (!answers.judged) throw new Error('a note that was not judged')
  return answers.judged
}

function toldWords(scene: VisitingScene): { say: Text }[] {
  const note = noteIn(scene)
  const { noted, already, notFound, ...rest } = judgedIn(scene)
  const lines: Text[] = []
  if (noted.length > 0) lines.push([`visiting.${outcome(note)}`, { numbers: list(noted) }])
  if (already.length > 0) lines.push([`visiting.already.${note.deed}`, { numbers: list(already) }])
  if (notFound.length > 0) lines.push(['visiting.notFound', { numbers: list(notFound) }])
  const left = leftAfter(note, { noted, already, notFound, ...rest })
  lines.push(left === 0 ? 'visiting.noneLeft' : ['visiting.left', { n: { count: left } }])
  if (noted.length > 0 && note.deed !== 'undo') lines.push(['visiting.undoHow', { number: String(noted[0]) }])
  return [{ say: ['visiting.lines', { lines: { lines } }] }]
}

function outcome(note: VisitNote): string {
  return note.deed === 'missed' ? `missed.${note.failure}` : note.deed
}

function list(numbers: readonly number[]): string {
  return numbers.join(', ')
}
