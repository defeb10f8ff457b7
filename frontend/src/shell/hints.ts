import type { Action } from '../ui/action'
import type { Actions } from './actions'

/** What the foot of a list teaches: moving, the verbs that have a hint, and undo. */
export function hintsOf({ next, previous, verbs, undo }: Actions): Action[] {
  return [next, previous, ...verbs, undo]
}

/** What the foot of a check-in teaches: its verbs are buttons already. */
export function runHints({ next, previous, undo }: Actions): Action[] {
  return [next, previous, undo]
}

const inPane = new Set(['done', 'reopen', 'snooze', 'wait'])

/** The verbs that stand as words above an item; the others are a key or the palette away. */
export function paneVerbs({ verbs, decide }: Actions): Action[] {
  return [...verbs.filter(({ id }) => inPane.has(id)), decide]
}

const inRun = new Set(['done', 'snooze', 'wait'])

/** The verbs that stand as buttons below the one item of a check-in, in the order in which they are thought of. */
export function runVerbs({ verbs, reply, decide }: Actions): Action[] {
  const [done, ...aside] = verbs.filter(({ id }) => inRun.has(id))
  const pin = verbs.filter(({ id }) => id === 'pin')
  return [...(done ? [done] : []), reply, ...aside, decide, ...pin]
}
