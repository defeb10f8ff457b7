import type { Item } from '../../api'
import { words } from '../../words'

/** By what the rows of the queue stand together. */
export type Grouping = 'none' | 'client' | 'source'

/** What is written above each group, by the place of its first row. */
export type Headings = ReadonlyMap<number, string>

/** The group that an item belongs to, in words. */
function groupOf(item: Item, by: Grouping): string {
  if (by === 'client') return item.client || words.queue.unassigned
  return item.app || item.source || words.queue.somebody
}

/** Puts rows of a group together; groups and rows keep the order in which they come first. */
export function grouped(items: readonly Item[], by: Grouping): readonly Item[] {
  if (by === 'none') return items
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const name = groupOf(item, by)
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return [...groups.values()].flat()
}

/** What is written above the rows, which stand together already. */
export function headings(items: readonly Item[], by: Grouping): Headings {
  const found = new Map<number, string>()
  if (by === 'none') return found
  let last = ''
  items.forEach((item, at) => {
    const name = groupOf(item, by)
    if (at === 0 || name !== last) found.set(at, name)
    last = name
  })
  return found
}

/** How many of the items each client has, by its name; empty: nobody. */
export function countPerClient(items: readonly Item[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { client } of items) counts.set(client, (counts.get(client) ?? 0) + 1)
  return counts
}
