import type { Item, ListState, Run } from '../../api'

/** Where items go from a check-in, each a list of its own at the core. */
export const handledStates = ['done', 'snoozed', 'waiting', 'muted'] as const satisfies ListState[]

/**
 * Whether a check-in brought an item. A core that does not tell which one did is taken at what it
 * received since the check-in before (RFC 3339).
 */
export function broughtBy(run: Run, since: string, item: Item): boolean {
  if (item.run !== undefined) return item.run === run.id
  return Date.parse(item.lastAt) >= Date.parse(since)
}

/** How many items of a check-in are in which state. */
export type Tally = Partial<Record<Item['state'], number>>

/** Counts items by their state. */
export function tally(items: readonly Item[]): Tally {
  const counts: Tally = {}
  for (const { state } of items) counts[state] = (counts[state] ?? 0) + 1
  return counts
}
