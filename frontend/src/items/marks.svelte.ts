import { SvelteMap } from 'svelte/reactivity'
import type { Item, Whole } from '../api'
import { minus, plus, setOf } from './sets'

/** Which items are marked to be acted on together: some, or all of a list of which a part is here. */
export class Marks {
  readonly #items = new SvelteMap<number, Item>()
  #whole = $state.raw<{ ids: ReadonlySet<number>; clients: readonly string[] } | null>(null)
  #extended = 0 // how many rows Shift+↓ has marked since the last other move; up when negative

  has(id: number): boolean {
    return this.#whole ? this.#whole.ids.has(id) : this.#items.has(id)
  }

  get any(): boolean {
    return this.count > 0
  }

  get count(): number {
    return this.#whole?.ids.size ?? this.#items.size
  }

  /** The numbers of the marked items. */
  get ids(): number[] {
    return [...(this.#whole?.ids ?? this.#items.keys())]
  }

  /** Whose the marked items are, by name; empty: nobody's. */
  get clients(): readonly string[] {
    return this.#whole?.clients ?? [...setOf([...this.#items.values()].map(({ client }) => client))]
  }

  /** The marked items that are not among those given: they were scrolled away. */
  elsewhere(here: readonly Item[]): Item[] {
    const ids = setOf(here.map(({ id }) => id))
    return this.#whole ? [] : [...this.#items.values()].filter(({ id }) => !ids.has(id))
  }

  toggle(item: Item): void {
    if (this.#whole) {
      const { ids } = this.#whole
      const change = ids.has(item.id) ? minus : plus
      this.#whole = { ...this.#whole, ids: change(ids, [item.id]) }
    } else if (!this.#items.delete(item.id)) this.#items.set(item.id, item)
  }

  /** Marks the row that is left and the one that is come to; going back takes a mark away again. */
  extend(from: Item, to: Item, by: number): void {
    this.#whole = null
    const back = this.#extended !== 0 && Math.sign(by) !== Math.sign(this.#extended)
    if (back) this.#items.delete(from.id)
    else this.#items.set(from.id, from)
    this.#items.set(to.id, to)
    this.#extended += Math.sign(by)
  }

  all(items: Iterable<Item>): void {
    for (const item of items) this.#items.set(item.id, item)
    this.#extended = 0
  }

  /** Marks a whole list, of which only a part need be here. */
  markWhole({ ids, clients }: Whole): void {
    this.clear()
    this.#whole = { ids: setOf(ids), clients }
  }

  drop(ids: Iterable<number>): void {
    for (const id of ids) this.#items.delete(id)
    if (this.#whole) this.#whole = null
  }

  /** Marks of what is in the list no more do not count. */
  keep(items: readonly Item[]): void {
    const ids = setOf(items.map(({ id }) => id))
    for (const id of this.#items.keys()) if (!ids.has(id)) this.#items.delete(id)
  }

  clear(): void {
    this.#items.clear()
    this.#whole = null
    this.#extended = 0
  }
}
