/** The keys that the user chose, by the action's id; an action that is not named has its own. */
export type Chosen = Readonly<Record<string, readonly string[]>>

/** What the logic of keys knows of an action. */
export interface Bound {
  id: string
  /** The keys it has now. */
  keys: readonly string[]
  /** Those it has unless the user chose others. */
  given: readonly string[]
  /** Whether it keeps its keys. */
  fixed?: boolean
}

/** The keys that an action has: those that were chosen, else its own. */
export function keysOf(
  { id, fixed }: { id: string; fixed?: boolean },
  given: readonly string[],
  chosen: Chosen = {},
): readonly string[] {
  return (!fixed && chosen[id]) || given
}

/** Whether one press gets in the other's way: the same keys, or the first of two. */
function overlap(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `)
}

/**
 * The other actions that keys get in the way of. Those that share a key by themselves (back, and end of
 * a check-in) are never possible at the same time.
 */
export function clashes<A extends Bound>(keys: string, of: Bound, actions: readonly A[]): A[] {
  const companion = (other: Bound) => other.given.some((each) => of.given.includes(each))
  return actions.filter(
    (other) =>
      other.id !== of.id && !companion(other) && other.keys.some((each) => overlap(each, keys)),
  )
}

/** Gives an action a key, in place of all it has or beside them, and takes it from those it is with. */
export function bind(
  chosen: Chosen,
  of: Bound,
  keys: string,
  more: { beside: boolean; from: readonly Bound[] },
): Chosen {
  const kept = more.beside ? without(of.keys, keys) : []
  const bound = put(chosen, of, [...kept, keys])
  return more.from.reduce((all, other) => put(all, other, without(other.keys, keys)), bound)
}

/** Gives an action its own keys back; these may be another's by now, and are taken from there. */
export function reset(chosen: Chosen, of: Bound, actions: readonly Bound[]): Chosen {
  let result = put(chosen, of, of.given)
  for (const keys of of.given) {
    for (const other of clashes(keys, of, actions))
      result = put(result, other, without(keysOf(other, other.given, result), keys))
  }
  return result
}

/** Whether an action has other keys than its own. */
export function isChanged({ keys, given }: Bound): boolean {
  return !same(keys, given)
}

// What is as given is not kept, so that a later version may give better keys.
function put(chosen: Chosen, of: Bound, keys: readonly string[]): Chosen {
  const others = Object.entries(chosen).filter(([id]) => id !== of.id)
  const its = same(keys, of.given) ? [] : [[of.id, keys] as const]
  return Object.fromEntries([...others, ...its])
}

function without(all: readonly string[], keys: string): string[] {
  return all.filter((each) => !overlap(each, keys))
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, i) => each === other[i])
}

/** What a press means while a new key is asked for. */
export type Step =
  | { is: 'leave' } // Escape
  | { is: 'nothing' } // Shift alone, say
  | { is: 'refused' } // the window, or going from field to field, needs it
  | { is: 'begun'; keys: string } // a second one may follow
  | { is: 'whole'; keys: string }

const modifiers =
  /^(Mod\+)?(Shift\+)?(Shift|Control|Alt|Meta|AltGraph|CapsLock|NumLock|Dead|Unidentified)$/
const needed =
  /^((Mod\+)?(Shift\+)?Tab|Mod\+[cvxwqtnr]|Mod\+Shift\+[tnw]|(Mod\+)?(Shift\+)?(Escape| ))$/

/** What a press (as `keyOf` names it) means after what was pressed before; empty: it is the first one. */
export function step(before: string, key: string): Step {
  if (key === 'Escape') return { is: 'leave' }
  if (!key || modifiers.test(key)) return { is: 'nothing' }
  if (before && key === 'Enter') return { is: 'whole', keys: before }
  if (needed.test(key)) return { is: 'refused' }
  if (before) return { is: 'whole', keys: `${before} ${key}` }
  // Only what prints begins two keys: a key with Ctrl, or Enter, is meant alone.
  return key.length === 1 ? { is: 'begun', keys: key } : { is: 'whole', keys: key }
}
