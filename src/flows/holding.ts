import { z } from 'zod'
import { type Looking, type LookUps, look } from '../domain/look-ups.ts'
import type { Text } from '../domain/message.ts'
import { flow, type Scene } from '../engine/flow.ts'
import { meetingTime, shortWords, type When } from './holding/readers.ts'

type Post = LookUps['posts']['answer'][number]
const answers = z.object({
  post: z.string().optional(),
  topic: z.string().optional(),
  place: z.string().optional(),
  when: z.custom<When>().optional(),
  drawn: z.custom<LookUps['newMeeting']['answer']>().optional(),
})
type HoldingScene = Scene<z.infer<typeof answers>>

/** A visitor, such as the head of an RT, opens a meeting for the people they go to. */
export const holding = flow({
  id: 'holding',
  version: 1,
  start: 'begin',
  goesOn: true,
  lastsDays: 1,
  answers,
  steps: {
    begin: {
      *decide() {
        const posts = yield* look('posts', {})
        if (posts.length === 0) return 'nobody'
        return posts.length > 1 ? 'post' : 'topic'
      },
    },
    nobody: { leave: { flow: 'mainMenu' } },
    post: { pick: 'holding.post', save: 'post', from: postsToPick, next: 'topic' },
    topic: {
      ...{ ask: 'holding.topic', save: 'topic', read: shortWords },
      ...{ again: 'holding.wordsAgain', simpler: 'holding.wordsAgain', next: 'place' },
    },
    place: {
      ...{ ask: 'holding.place', save: 'place', read: shortWords },
      ...{ again: 'holding.wordsAgain', simpler: 'holding.wordsAgain', next: 'when' },
    },
    when: {
      ...{ ask: 'holding.when', save: 'when', read: meetingTime, readsNumber: true },
      ...{ again: 'holding.whenAgain', simpler: 'holding.whenAgain', next: 'confirm' },
    },
    confirm: { menu: confirmWords, goto: { yes: 'toDraw', no: 'topic', drop: 'dropped' } },
    // An officer may have ended the visitor's work meanwhile.
    toDraw: {
      *decide(scene) {
        return (yield* postIn(scene)) ? 'draw' : 'nobody'
      },
    },
    draw: { find: drawn, save: 'drawn', next: 'file' },
    file: {
      *act(scene) {
        const { agencyId = '', kelurahan = '' } = (yield* postIn(scene)) ?? {}
        const { topic = '', place = '' } = scene.answers
        const { on, at } = whenIn(scene)
        const { code } = drawnIn(scene)
        return { do: 'holdMeeting', meeting: { code, agencyId, kelurahan, topic, place, on, at } }
      },
      next: 'held',
      noWayBack: true,
    },
    held: { end: heldWords },
    dropped: { end: 'holding.dropped' },
  },
})

function* drawn() {
  return yield* look('newMeeting', {})
}

function* postsToPick() {
  const posts = yield* look('posts', {})
  return posts.map((post) => ({ value: postKey(post), label: ['holding.onePost', wordsOf(post)] as Text }))
}

function postKey({ agencyId, kelurahan }: Post): string {
  return `${agencyId} ${kelurahan}`
}

function wordsOf(post: Post | undefined) {
  return { agency: post?.agency ?? '–', kelurahan: post?.place ?? '–' }
}

/** The post that was picked, or the only one; undefined where it is theirs no more. */
function* postIn({ answers: { post } }: HoldingScene): Looking<Post | undefined> {
  const posts = yield* look('posts', {})
  return post === undefined ? posts[0] : posts.find((one) => postKey(one) === post)
}

function whenIn({ answers: { when } }: HoldingScene): When {
  if (!when) throw new Error('a meeting without a time')
  return when
}

function drawnIn({ answers }: HoldingScene) {
  if (!answers.drawn) throw new Error('a meeting without a code')
  return answers.drawn
}

function* confirmWords(scene: HoldingScene): Looking<Text> {
  const { topic = '', place = '' } = scene.answers
  const { on, at } = whenIn(scene)
  const values = { topic, place, day: { day: on }, time: at.replace(':', '.'), ...wordsOf(yield* postIn(scene)) }
  return ['holding.confirm', values]
}

function heldWords(scene: HoldingScene): { say: Text }[] {
  const { code, links } = drawnIn(scene)
  const { topic = '', place = '' } = scene.answers
  const { on, at } = whenIn(scene)
  const invitation = { topic, place, day: { day: on }, time: at.replace(':', '.'), code }
  return [
    { say: ['holding.held', { code }] },
    { say: ['holding.invitation', { ...invitation, links: Object.values(links).join('\n') }] },
  ]
}
