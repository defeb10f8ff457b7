import { SvelteSet } from 'svelte/reactivity'
import {
  coalesce,
  keyAfter,
  problemOf,
  requestKey,
  unreachable,
  type Core,
  type Item,
} from '../../api'
import type { Notices } from '../../ui/notices.svelte'
import { words } from '../../words'

/**
 * The open items and the cursor among them. What the user handled leaves the list at once; it
 * comes back to its place if the core refuses.
 */
export class Queue {
  #told = $state.raw<Item[] | null>(null)
  #leaving = new SvelteSet<number>()
  #cursor = $state<number | null>(null)
  #handled: number[] = [] // what was done here, the last one last: where the cursor returns on undo
  #acts: Promise<void> = Promise.resolve()
  readonly #core: Core
  readonly #notices: Notices

  /** Asks the core for the list. Never throws; may be called at any time. */
  readonly load = coalesce(() => this.#load())

  readonly items = $derived((this.#told ?? []).filter((item) => !this.#leaving.has(item.id)))
  /** Where the cursor is in `items`, −1: nowhere, since there are none. */
  readonly index = $derived(this.items.findIndex((item) => item.id === this.#cursor))
  /** The item under the cursor. */
  readonly selected = $derived(this.items[this.index] ?? null)

  constructor(core: Core, notices: Notices) {
    this.#core = core
    this.#notices = notices
  }

  /** Whether the core has told the list at least once. */
  get loaded(): boolean {
    return this.#told !== null
  }

  select(id: number): void {
    if (this.items.some((item) => item.id === id)) this.#cursor = id
  }

  /** Moves the cursor by so many rows, up to the ends of the list. */
  move(by: number): void {
    const at = Math.min(this.items.length - 1, Math.max(0, this.index + by))
    this.#cursor = this.items[at]?.id ?? null
  }

  /**
   * Marks an item done: it is gone and the cursor on the next row at once. Calls `then` when the core
   * did it, also at a later attempt; what does not work becomes a notice.
   */
  async done(item: Item, then: () => unknown = () => {}, key = requestKey()): Promise<void> {
    const next = this.#leave(item.id)
    this.#notices.drop(`done ${item.id}`)
    try {
      await this.#inTurn(() => this.#core.done(item.id, key))
    } catch (error) {
      const again = () => this.done(item, then, keyAfter(error, key))
      return this.#rollBack(item, next, error, again)
    }
    this.#handled.push(item.id)
    then()
    await this.#forget(item.id)
  }

  /** Settles when every act that was begun here has been answered. */
  settled(): Promise<void> {
    return this.#acts
  }

  /** Fetches the list after an undo, and puts the cursor on what came back, if it was done here. */
  async restored(): Promise<void> {
    await this.load()
    const last = this.#handled.at(-1)
    if (last === undefined || !this.items.some((item) => item.id === last)) return
    this.#handled.pop()
    this.#cursor = last
  }

  // Acts reach the core one after another, in the order of the keys: undo takes back the last one.
  #inTurn(act: () => Promise<unknown>): Promise<unknown> {
    const answer = this.#acts.then(act)
    this.#acts = answer.then(
      () => {},
      () => {},
    )
    return answer
  }

  // Hides an item and gives where the cursor is then.
  #leave(id: number): number | null {
    const at = this.items.findIndex((item) => item.id === id)
    const next = this.items[at + 1] ?? this.items[at - 1]
    if (id === this.#cursor) this.#cursor = next?.id ?? null
    this.#leaving.add(id)
    return this.#cursor
  }

  // A list that was on its way before the act still has the item: it stays hidden until a newer
  // list is here, or, if there is none to be had, leaves the old one.
  async #forget(id: number): Promise<void> {
    const before = this.#told
    await this.load()
    if (this.#told === before) this.#told = before?.filter((item) => item.id !== id) ?? null
    this.#leaving.delete(id)
  }

  #rollBack(item: Item, next: number | null, error: unknown, run: () => unknown): void {
    this.#leaving.delete(item.id)
    if (this.#cursor === next) this.#cursor = item.id
    const retry = { label: words.trouble.retry, run }
    this.#notices.put({ about: `done ${item.id}`, sentence: problemOf(error).message, retry })
  }

  async #load(): Promise<void> {
    try {
      const items = await this.#core.queue()
      const before = Math.max(0, this.index)
      this.#told = items
      if (this.index < 0)
        this.#cursor = this.items[Math.min(before, this.items.length - 1)]?.id ?? null
      this.#notices.drop('queue')
    } catch (error) {
      this.#tell(error)
    }
  }

  // That the core does not answer at all is said once, where its status is asked for.
  #tell(error: unknown): void {
    const { code, message } = problemOf(error)
    if (code === unreachable) return
    const retry = { label: words.trouble.retry, run: this.load }
    this.#notices.put({ about: 'queue', sentence: message, retry })
  }
}
