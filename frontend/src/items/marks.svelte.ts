import { SvelteSet } from 'svelte/reactivity'

/** Which items are marked to be acted on together. Marks of what is not in the list do not count. */
export class Marks {
  readonly #ids = new SvelteSet<number>()
  #extended = 0 // how many rows Shift+↓ has marked since the last other move; up when negative

  has(id: number): boolean {
    return this.#ids.has(id)
  }

  get any(): boolean {
    return this.#ids.size > 0
  }

  toggle(id: number): void {
    if (!this.#ids.delete(id)) this.#ids.add(id)
  }

  /** Marks the row that is left and the one that is come to; going back takes a mark away again. */
  extend(from: number, to: number, by: number): void {
    const back = this.#extended !== 0 && Math.sign(by) !== Math.sign(this.#extended)
    if (back) this.#ids.delete(from)
    else this.#ids.add(from)
    this.#ids.add(to)
    this.#extended += Math.sign(by)
  }

  all(ids: Iterable<number>): void {
    for (const id of ids) this.#ids.add(id)
    this.#extended = 0
  }

  drop(ids: Iterable<number>): void {
    for (const id of ids) this.#ids.delete(id)
  }

  clear(): void {
    this.#ids.clear()
    this.#extended = 0
  }
}
