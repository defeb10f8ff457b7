import type { Item, Verb } from '../../api'
import type { IconName } from '../../ui/icons'
import { words } from '../../words'

/** What is asked before a verb can be done. */
export type Question = 'snooze' | 'wait' | 'assign'

/** What can be done to items, as data: from one list of these come buttons, keys, palette and help. */
export interface TriageVerb {
  id: 'done' | 'snooze' | 'wait' | 'pin' | 'mute' | 'reopen' | 'more' | 'less' | 'assign'
  label: string
  keys: readonly string[]
  icon: IconName
  /** The word at the foot of a list; without it the foot does not mention the verb. */
  hint?: string
  /** The states of items that it makes sense for. */
  states: readonly Item['state'][]
  /** Whether it is for one item at a time. */
  single?: boolean
  /** What is asked first; else `verb` and `said` tell what is done. */
  asks?: Question
  verb?(items: readonly Item[]): Verb
  /** What changes on items that stay in their list. */
  patch?(items: readonly Item[]): Partial<Item>
  /** What is said once it is done. */
  said?(items: readonly Item[], count: number): string
}

const { acts, said } = words
const open: readonly Item['state'][] = ['queued', 'snoozed', 'waiting']
const aside: readonly Item['state'][] = ['snoozed', 'waiting', 'done', 'muted', 'expired']

/** Whether pinning pins: it does unless everything is pinned already. */
function pins(items: readonly Item[]): boolean {
  return items.some((item) => !item.pinned)
}

/** Every verb that there is, in the order of buttons, hints and help. */
export const verbs: readonly TriageVerb[] = [
  {
    id: 'done',
    label: acts.done,
    keys: ['e'],
    icon: 'done',
    hint: acts.done.toLocaleLowerCase(),
    states: open,
    verb: () => ({ do: 'done' }),
    said: (_, count) => said.done(count),
  },
  {
    id: 'reopen',
    label: acts.reopen,
    keys: ['b'],
    icon: 'reopen',
    states: aside,
    verb: () => ({ do: 'reopen' }),
    said: (_, count) => said.reopened(count),
  },
  {
    id: 'snooze',
    label: acts.snooze,
    keys: ['h'],
    icon: 'snooze',
    hint: acts.snooze.toLocaleLowerCase(),
    states: open,
    asks: 'snooze',
  },
  {
    id: 'wait',
    label: acts.wait,
    keys: ['w'],
    icon: 'waiting',
    hint: acts.wait.toLocaleLowerCase(),
    states: open,
    asks: 'wait',
  },
  {
    id: 'pin',
    label: acts.pin,
    keys: ['s'],
    icon: 'pin',
    hint: acts.pin.toLocaleLowerCase(),
    states: open,
    verb: (items) => ({ do: 'pin', pinned: pins(items) }),
    patch: (items) => ({ pinned: pins(items) }),
    said: (items, count) => (pins(items) ? said.pinned(count) : said.unpinned(count)),
  },
  {
    id: 'mute',
    label: acts.mute,
    keys: ['m'],
    icon: 'mute',
    states: [...open, 'done'],
    verb: () => ({ do: 'mute' }),
    said: (_, count) => said.muted(count),
  },
  {
    id: 'assign',
    label: acts.assign,
    keys: ['a'],
    icon: 'person',
    states: [...open, 'done'],
    asks: 'assign',
  },
  {
    id: 'more',
    label: acts.more,
    keys: ['+', '='],
    icon: 'plus',
    states: open,
    single: true,
    verb: () => ({ do: 'mark', more: true }),
    said: () => said.more,
  },
  {
    id: 'less',
    label: acts.less,
    keys: ['-', '−'],
    icon: 'less',
    states: open,
    single: true,
    verb: () => ({ do: 'mark', more: false }),
    said: () => said.less,
  },
]

/** Whether a verb can be done to items. */
export function fits(verb: TriageVerb, items: readonly Item[]): boolean {
  if (items.length === 0 || (verb.single && items.length > 1)) return false
  return items.every((item) => verb.states.includes(item.state))
}

/** The state that items are in after a verb; null: the one they were in. */
export function stateAfter(verb: Verb): Item['state'] | null {
  const states = {
    done: 'done',
    reopen: 'queued',
    mute: 'muted',
    snooze: 'snoozed',
    wait: 'waiting',
  } as const
  return verb.do in states ? states[verb.do as keyof typeof states] : null
}
