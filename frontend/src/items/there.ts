import type { Item, ItemDetail, ThereVerb, Write } from '../api'
import type { Action } from '../ui/action'
import type { Drafts } from './drafts.svelte'

/** What is done where an item came from, as its pane needs it. */
export interface There {
  drafts: Drafts
  /** What asks for words, with its key. */
  reply: Action
  /** Grows each time that words are asked for: the field takes the focus. */
  readonly asked: number
  /** Why words were not taken, in a sentence; empty: nothing is wrong. */
  readonly wrong: string
  send(item: Item, text: string): unknown
  write(item: Item, verb: ThereVerb): unknown
  /** Sends again what failed, or takes back what is not sent. */
  settle(write: Write, again: boolean): unknown
  /** Makes an item of its own of what was taken for the same. */
  split(item: Item, arrival: number): unknown
}

/** The verbs that stand as buttons: what is done here is the queue's own. */
const thereVerbs = ['accept', 'decline', 'resolve'] as const satisfies ThereVerb[]

/** The verbs that an item's source can do, and that are not done or on their way. */
export function offered(detail: ItemDetail): ThereVerb[] {
  const can = new Set(detail.can.map(({ verb }) => verb))
  const under = new Set(detail.writes.filter(stands).map(({ verb }) => verb))
  return thereVerbs.filter((verb) => can.has(verb) && !under.has(verb))
}

function stands({ state }: Write): boolean {
  return state === 'waiting' || state === 'sending' || state === 'sent'
}

/** What of the outbox an item tells: its words and verbs, and of what follows by itself only what is stuck. */
export function told(writes: readonly Write[]): Write[] {
  return writes.filter(({ verb, state }) => {
    if (state === 'failed' || state === 'unsure') return true
    if (verb === 'reply') return true
    return state !== 'withdrawn' && verb !== 'done' && verb !== 'read'
  })
}
