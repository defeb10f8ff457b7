import type { Group, GroupedBy, Item } from '../../api'
import { words } from '../../words'

/** By what the rows of the queue stand together. */
export type Grouping = 'none' | NonNullable<GroupedBy>

/** The groupings, in the order in which they are offered. */
export const groupings: readonly Grouping[] = ['none', 'client', 'source', 'person', 'kind']

/** What is written above each group, by the place of its first row in the whole list. */
export type Headings = ReadonlyMap<number, string>

/** The name of the group that an item stands in, as the core tells it. */
function groupOf(item: Item, by: Grouping): string {
  if (by === 'client') return item.client
  if (by === 'source') return item.app || item.source
  return by === 'person' ? item.from : item.kind
}

/** The name of a group in words. */
function said(name: string, by: Grouping): string {
  if (by === 'client') return name || words.queue.unassigned
  if (by === 'kind') return words.list.kinds[name] ?? name
  return name || words.queue.somebody
}

/** What is written above the rows; items that are just leaving count no more. */
export function headings(
  groups: readonly Group[],
  leaving: readonly Item[],
  by: Grouping,
): Headings {
  const found = new Map<number, string>()
  let place = 0
  for (const { name, count } of groups) {
    const left = count - leaving.filter((item) => groupOf(item, by) === name).length
    if (left <= 0) continue
    found.set(place, said(name, by))
    place += left
  }
  return found
}
