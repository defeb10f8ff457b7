import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import {
  coalesce,
  keyAfter,
  problemOf,
  requestKey,
  unreachable,
  type Act,
  type Core,
  type Item,
  type Verb,
} from '../api'
import type { Notices } from '../ui/notices.svelte'
import { words } from '../words'
import { Marks } from './marks.svelte'
import { beside, without } from './rows'
import type { Turn } from './turn'

/** What is to be done, and how it shows in a list before the core has answered. */
export interface Doing {
  verb: Verb
  items: readonly Item[]
  /** Whether the items leave the list. */
  leaves: boolean
  /** What changes on those that stay. */
  patch?: Partial<Item>
}

interface Given {
  core: Core
  turn: Turn
  notices: Notices
  /** What the list is called in notices. */
  about: string
  fetch: () => Promise<Item[]>
  /** In which order rows stand; else as the core told them. */
  arrange?: (items: readonly Item[]) => readonly Item[]
}

/**
 * A list of items, the cursor and the marks in it, and what is done to them. What the user handled
 * leaves the list at once; it comes back to its place if the core refuses.
 */
export class Items {
  readonly marks = new Marks()
  #told = $state.raw<Item[] | null>(null)
  #leaving = new SvelteSet<number>()
  #patches = new SvelteMap<number, Partial<Item>>()
  #cursor = $state<number | null>(null)
  #handled: number[] = [] // what was handled here, the last one last: where the cursor returns on undo
  #turns = 0 // grows when the list is emptied, so that answers for what it was before are not shown
  readonly #given: Given

  /** Asks the core for the list. Never throws; may be called at any time. */
  readonly load = coalesce(() => this.#load())

  /** The rows as they stand. */
  readonly items: readonly Item[] = $derived.by(() => {
    const here = (this.#told ?? []).filter((item) => !this.#leaving.has(item.id))
    const drawn = here.map((item) => {
      const patch = this.#patches.get(item.id)
      return patch ? { ...item, ...patch } : item
    })
    return this.#given.arrange?.(drawn) ?? drawn
  })
  /** Where the cursor is in `items`, −1: nowhere, since there are none. */
  readonly index = $derived(this.items.findIndex((item) => item.id === this.#cursor))
  /** The item under the cursor. */
  readonly selected: Item | null = $derived(this.items[this.index] ?? null)
  /** The items that are marked, as they stand. */
  readonly marked: readonly Item[] = $derived(this.items.filter((item) => this.marks.has(item.id)))
  /** What a verb is for: the marked items, or the one under the cursor. */
  readonly picked: readonly Item[] = $derived(
    this.marked.length > 0 ? this.marked : this.selected ? [this.selected] : [],
  )

  constructor(given: Given) {
    this.#given = given
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

  /** Marks the row under the cursor and the next one (by 1) or the one before (by −1). */
  extend(by: number): void {
    const from = this.#cursor
    this.move(by)
    if (from !== null && this.#cursor !== null) this.marks.extend(from, this.#cursor, by)
  }

  markAll(): void {
    this.marks.all(this.items.map((item) => item.id))
  }

  /** Forgets everything: what was shown is another list's, or another client's. */
  empty(): void {
    this.#turns++
    this.#told = null
    this.#cursor = null
    this.#handled = []
    this.marks.clear()
  }

  /**
   * Does something, and shows it at once. Calls `then` when the core did it, also at a later attempt;
   * what does not work is taken back and becomes a notice.
   */
  async act(doing: Doing, then: (act: Act) => unknown = () => {}, key = requestKey()) {
    const ids = doing.items.map((item) => item.id)
    const about = `${doing.verb.do} ${ids.join(' ')}`
    const cursor = this.#show(doing, ids)
    this.#given.notices.drop(about)
    try {
      then(await this.#send(doing.verb, ids, key))
    } catch (error) {
      this.#takeBack(doing, ids, cursor)
      const run = () => this.act(doing, then, keyAfter(error, key))
      const retry = { label: words.trouble.retry, run }
      return this.#given.notices.put({ about, sentence: problemOf(error).message, retry })
    }
    await this.#settle(doing, ids)
  }

  /** Does something that the core may well refuse, such as a time in words. Throws its Problem. */
  async attempt(doing: Doing, key = requestKey()): Promise<Act> {
    const ids = doing.items.map((item) => item.id)
    const act = await this.#send(doing.verb, ids, key)
    this.#show(doing, ids)
    void this.#settle(doing, ids)
    return act
  }

  /** Fetches the list after an undo, and puts the cursor on what came back, if it was handled here. */
  async restored(): Promise<void> {
    await this.load()
    const last = this.#handled.at(-1)
    if (last === undefined || !this.items.some((item) => item.id === last)) return
    this.#handled.pop()
    this.#cursor = last
  }

  #send(verb: Verb, ids: number[], key: string): Promise<Act> {
    return this.#given.turn.run(() => this.#given.core.act(verb, ids, key))
  }

  // Shows a change before it is answered, and gives where the cursor is then.
  #show(doing: Doing, ids: number[]): number | null {
    const { leaves, patch } = doing
    this.marks.drop(leaves ? ids : [])
    if (patch) for (const id of ids) this.#patches.set(id, patch)
    if (!leaves) return this.#cursor
    if (this.#cursor !== null && ids.includes(this.#cursor))
      this.#cursor = beside(this.items, this.index, ids)?.id ?? null
    for (const id of ids) this.#leaving.add(id)
    return this.#cursor
  }

  #takeBack({ leaves, patch }: Doing, ids: number[], cursor: number | null): void {
    for (const id of ids) {
      if (leaves) this.#leaving.delete(id)
      if (patch) this.#patches.delete(id)
    }
    if (leaves && this.#cursor === cursor) this.#cursor = ids[0] ?? cursor
  }

  // A list that was on its way before the act still has the items: they stay hidden until a newer
  // list is here, or, if there is none to be had, leave the old one.
  async #settle({ leaves }: Doing, ids: number[]): Promise<void> {
    if (leaves) this.#handled.push(ids[0]!)
    const before = this.#told
    await this.load()
    if (this.#told === before && leaves) this.#told = before && without(before, ids)
    for (const id of ids) {
      this.#leaving.delete(id)
      this.#patches.delete(id)
    }
  }

  async #load(): Promise<void> {
    const turn = this.#turns
    try {
      const items = await this.#given.fetch()
      if (turn !== this.#turns) return
      const before = Math.max(0, this.index)
      this.#told = items
      if (this.index < 0)
        this.#cursor = this.items[Math.min(before, this.items.length - 1)]?.id ?? null
      this.#given.notices.drop(this.#given.about)
    } catch (error) {
      if (turn === this.#turns) this.#tell(error)
    }
  }

  // That the core does not answer at all is said once, where its status is asked for.
  #tell(error: unknown): void {
    const { code, message } = problemOf(error)
    if (code === unreachable) return
    const retry = { label: words.trouble.retry, run: this.load }
    this.#given.notices.put({ about: this.#given.about, sentence: message, retry })
  }
}
