import type { Item, ListState, Run } from '../../api'

/** Where items go from a check-in, each a list of its own at the core. */
export const handledStates = ['done', 'snoozed', 'waiting', 'muted'] as const satisfies ListState[]

/** Whether a check-in brought an item. */
export function broughtBy(run: Run, item: Item): boolean {
  return item.run === run.id
}

/** How many items of a check-in are in which state. */
export type Tally = Partial<Record<Item['state'], number>>

/** Counts items by their state. */
export function tally(items: readonly Item[]): Tally {
  const counts: Tally = {}
  for (const { state } of items) counts[state] = (counts[state] ?? 0) + 1
  return counts
}
