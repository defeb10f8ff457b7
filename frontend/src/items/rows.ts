import type { Item, Part } from '../api'

/** The items but for those with the given numbers. */
function without(items: readonly Item[], ids: readonly number[]): Item[] {
  const gone = new Set(ids)
  return items.filter((item) => !gone.has(item.id))
}

/** The row that takes the place of the one at `index` when some go: the next that stays, or else the one before. */
export function beside(items: readonly Item[], index: number, ids: readonly number[]): Item | null {
  const after = without(items.slice(index), ids)[0]
  return after ?? without(items.slice(0, Math.max(0, index)), ids).at(-1) ?? null
}

/** The numbers of what is to be done: those that are told, else those of the items. */
export function idsOf({
  ids,
  items,
}: {
  ids?: readonly number[]
  items: readonly Item[]
}): number[] {
  return ids ? [...ids] : items.map((item) => item.id)
}

/** A list that is here as a whole. */
export function partOf(items: readonly Item[]): Part {
  return { items, offset: 0, total: items.length, groups: [] }
}

/** The part, with items that are as they were as the same objects: what shows them is not drawn again. */
export function withSame(before: readonly Item[], part: Part): Part {
  const known = new Map(before.map((item) => [item.id, item]))
  const items = part.items.map((item) => {
    const was = known.get(item.id)
    return was && JSON.stringify(was) === JSON.stringify(item) ? was : item
  })
  return { ...part, items }
}
