import type { Group, Item, Part } from '../api'
import { withSame } from './rows'
import { minus, noMap, plus, setOf, withAll, withoutAll } from './sets'

/** What the core told of a list, as it shows while acts on it are on their way. */
export class Told {
  #part = $state.raw<Part | null>(null)
  #leaving = $state.raw(setOf<number>())
  #patches = $state.raw(noMap<number, Partial<Item>>())

  /** Those of the items that are here and are leaving. */
  readonly hidden: readonly Item[] = $derived(
    (this.#part?.items ?? []).filter((item) => this.#leaving.has(item.id)),
  )
  /** The items that are here, as they show. */
  readonly items: readonly Item[] = $derived.by(() =>
    (this.#part?.items ?? [])
      .filter((item) => !this.#leaving.has(item.id))
      .map((item) => {
        const patch = this.#patches.get(item.id)
        return patch ? { ...item, ...patch } : item
      }),
  )
  /** How many of the list come before those that are here. */
  readonly offset = $derived(this.#part?.offset ?? 0)
  /** How long the whole list is. */
  readonly total = $derived.by(() => {
    const total = this.#part?.total ?? 0
    return this.#leaving.size >= total ? 0 : total - this.hidden.length
  })

  get part(): Part | null {
    return this.#part
  }

  get groups(): readonly Group[] {
    return this.#part?.groups ?? []
  }

  /** Whether the whole list is here. */
  get complete(): boolean {
    return this.#part !== null && this.#part.items.length >= this.#part.total
  }

  /** Takes what the core told; null: nothing is known. */
  take(part: Part | null): void {
    this.#part = part && this.#part ? withSame(this.#part.items, part) : part
  }

  /** Takes items out for good, where no newer list is to be had. */
  without(ids: readonly number[]): void {
    if (!this.#part) return
    const gone = setOf(ids)
    const items = this.#part.items.filter((item) => !gone.has(item.id))
    this.#part = {
      ...this.#part,
      items,
      total: Math.max(items.length, this.#part.total - ids.length),
    }
  }

  leave(ids: readonly number[]): void {
    this.#leaving = plus(this.#leaving, ids)
  }

  patch(ids: readonly number[], patch: Partial<Item>): void {
    this.#patches = withAll(this.#patches, ids, patch)
  }

  /** Shows items again as the core tells them. */
  settle(ids: readonly number[]): void {
    this.#leaving = minus(this.#leaving, ids)
    this.#patches = withoutAll(this.#patches, ids)
  }
}
