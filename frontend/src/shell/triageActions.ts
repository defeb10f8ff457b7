import { fits, verbs } from '../features/triage/verbs'
import type { Action } from '../ui/action'
import type { Desk } from './desk.svelte'

/** The verbs for items, as actions on what is picked in the list that is worked in. */
export function triageActions(desk: Desk): Action[] {
  return verbs.map((verb) => ({
    id: verb.id,
    label: verb.label,
    keys: verb.keys,
    icon: verb.icon,
    ...(verb.hint ? { hint: verb.hint } : {}),
    when: () => fits(verb, desk.hand.picked),
    run: () => desk.hand.do(verb),
  }))
}
