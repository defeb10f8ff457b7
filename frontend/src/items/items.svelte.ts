import {
  coalesce,
  keyAfter,
  problemOf,
  requestKey,
  unreachable,
  type Act,
  type Core,
  type Item,
  type Part,
  type Verb,
  type Wanted,
  type Whole,
} from '../api'
import type { Notices } from '../ui/notices.svelte'
import { words } from '../words'
import { Marks } from './marks.svelte'
import { beside, idsOf, partOf } from './rows'
import { Sight, type Goal } from './sight'
import { Told } from './told.svelte'
import type { Turn } from './turn'

/** What is to be done, and how it shows before the core has answered. */
export interface Doing {
  verb: Verb
  items: readonly Item[]
  /** The numbers of all items that it is for, where not all of them are here. */
  ids?: readonly number[]
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
  /** Gives the list, or of a long one the part that is wanted. */
  fetch: (wanted: Wanted) => Promise<readonly Item[] | Part>
  /** Gives all of a list of which `fetch` gives parts. */
  all?: () => Promise<Whole>
}

/**
 * A list of items, the cursor and the marks in it, and what is done to them. What was handled leaves it
 * at once, and comes back if the core refuses. Of a long list only a part is here, around what is seen.
 */
export class Items {
  readonly marks = new Marks()
  readonly #told = new Told()
  #cursor = $state<number | null>(null)
  #away = $state.raw<Item | null>(null) // the cursor's item, while that is scrolled away
  #handled: number[] = [] // what was handled here, the last one last: where the cursor returns
  #turns = 0 // grows when the list is emptied: answers for what it was before are not shown
  readonly #sight = new Sight()
  readonly #given: Given

  /** Asks for the list. Never throws. */
  readonly load = coalesce(() => this.#load())

  /** The rows that are here. */
  readonly items: readonly Item[] = $derived(this.#told.items)
  /** How many rows come before those that are here, and how many there are in all. */
  readonly offset: number = $derived(this.#told.offset)
  readonly total: number = $derived(this.#told.total)
  /** Where the cursor is in `items`, −1: nowhere, since there are none, or since it is elsewhere. */
  readonly index = $derived(this.items.findIndex((item) => item.id === this.#cursor))
  /** The item under the cursor. */
  readonly selected: Item | null = $derived(this.items[this.index] ?? this.#away)
  /** The items that are marked, as they stand. */
  readonly marked: readonly Item[] = $derived([
    ...this.items.filter((item) => this.marks.has(item.id)),
    ...this.marks.elsewhere(this.items),
  ])
  /** What a verb is for: the marked items that are here, or the one under the cursor. */
  readonly picked: readonly Item[] = $derived(
    this.marks.any ? this.marked : this.selected ? [this.selected] : [],
  )

  constructor(given: Given) {
    this.#given = given
  }

  /** Whether the core has told the list at least once. */
  get loaded(): boolean {
    return this.#told.part !== null
  }

  /** The groups of the whole list, and the items that are just leaving them. */
  get groups() {
    return { all: this.#told.groups, leaving: this.#told.hidden }
  }

  /** The numbers of what a verb is for, and whose that is. */
  get pickedAll(): Whole {
    if (this.marks.any) return { ids: this.marks.ids, clients: this.marks.clients }
    const one = this.selected
    return { ids: one ? [one.id] : [], clients: one ? [one.client] : [] }
  }

  select(id: number): void {
    if (this.items.some((item) => item.id === id)) this.#put(id)
  }

  /** Moves the cursor by so many rows, up to the ends of the list. */
  move(by: number): void {
    const { index, items, offset, total } = this
    if (by === -Infinity && offset > 0) return this.#goTo(0)
    if (by === Infinity && offset + items.length < total) return this.#goTo(total - 1)
    if (index < 0 && this.#away && Number.isFinite(by)) return this.#goTo('cursor')
    const at = Math.min(items.length - 1, Math.max(0, index + by))
    this.#put(items[at]?.id ?? null)
  }

  /** Says which rows are on the screen, so that the part around them is fetched where it is not here. */
  need(first: number, end: number): void {
    this.#sight.see(first, end)
    const { part } = this.#told
    if (!part || this.#told.complete) return
    const until = Math.min(end, part.total)
    if (first < part.offset || until > part.offset + part.items.length) void this.load()
  }

  /** Marks the row under the cursor and the next one (by 1) or the one before (by −1). */
  extend(by: number): void {
    const from = this.selected
    this.move(by)
    const to = this.selected
    if (from && to) this.marks.extend(from, to, by)
  }

  async markAll(): Promise<void> {
    const { all } = this.#given
    if (!all || this.#told.complete) return this.marks.all(this.items)
    const turn = this.#turns
    try {
      const whole = await all()
      if (turn === this.#turns) this.marks.markWhole(whole)
    } catch (error) {
      this.#tell(error)
    }
  }

  /** Forgets everything: what was shown is another list's, or another client's. */
  empty(): void {
    this.#turns++
    this.#told.take(null)
    this.#put(null)
    this.#handled = []
    this.#sight.see(0, 0)
    this.marks.clear()
  }

  /**
   * Does something, and shows it at once. Calls `then` when the core did it, also at a later attempt;
   * what does not work is taken back and becomes a notice.
   */
  async act(doing: Doing, then: (act: Act) => unknown = () => {}, key = requestKey()) {
    const ids = idsOf(doing)
    const about = `${doing.verb.do} ${ids.slice(0, 50).join(' ')}`
    const cursor = this.#show(doing, ids)
    this.#given.notices.drop(about)
    try {
      then(await this.#send(doing.verb, ids, key))
    } catch (error) {
      this.#takeBack(doing, ids, cursor)
      const run = () => this.act(doing, then, keyAfter(error, key))
      return this.#notice(about, problemOf(error).message, run)
    }
    await this.#settle(doing, ids)
  }

  /** Does something that the core may well refuse, such as a time in words. Throws its Problem. */
  async attempt(doing: Doing, key = requestKey()): Promise<Act> {
    const ids = idsOf(doing)
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
    this.#put(last)
  }

  #put(id: number | null): void {
    this.#cursor = id
    this.#away = null
  }

  #goTo(goal: Goal): void {
    this.#sight.send(goal)
    void this.load()
  }

  #send(verb: Verb, ids: number[], key: string): Promise<Act> {
    return this.#given.turn.run(() => this.#given.core.act(verb, ids, key))
  }

  // Shows a change before it is answered, and gives where the cursor is then.
  #show({ leaves, patch }: Doing, ids: number[]): number | null {
    if (leaves) this.marks.drop(ids)
    if (patch) this.#told.patch(ids, patch)
    if (!leaves) return this.#cursor
    if (this.#cursor !== null && ids.includes(this.#cursor))
      this.#put(beside(this.items, this.index, ids)?.id ?? null)
    this.#told.leave(ids)
    return this.#cursor
  }

  #takeBack({ leaves }: Doing, ids: number[], cursor: number | null): void {
    this.#told.settle(ids)
    if (leaves && this.#cursor === cursor) this.#put(ids[0] ?? cursor)
  }

  // A list that was on its way before the act still has the items: they stay hidden until a newer
  // list is here, or, if there is none to be had, leave the old one.
  async #settle({ leaves }: Doing, ids: number[]): Promise<void> {
    if (leaves) this.#handled.push(ids[0]!)
    const before = this.#told.part
    await this.load()
    if (this.#told.part === before && leaves) this.#told.without(ids)
    this.#told.settle(ids)
  }

  async #load(): Promise<void> {
    const turn = this.#turns
    const at = this.index < 0 ? -1 : this.offset + this.index
    const wanted = this.#sight.wanted(this.#cursor, at, this.#told.complete)
    const { goal } = this.#sight // as it was asked: meanwhile the cursor may be sent elsewhere
    try {
      const told = await this.#given.fetch(wanted)
      if (turn !== this.#turns) return
      const part = 'items' in told ? told : partOf(told)
      this.#take(part, wanted, goal)
      this.#given.notices.drop(this.#given.about)
    } catch (error) {
      if (turn === this.#turns) this.#tell(error)
    }
  }

  #take(part: Part, { near }: Wanted, goal: Goal | null): void {
    const { selected } = this
    const before = this.offset + Math.max(0, this.index)
    this.#told.take(part)
    this.#sight.reached(goal)
    if (this.#told.complete) this.marks.keep(part.items)
    if (typeof goal === 'number') return this.#put(this.#at(goal))
    if (this.index >= 0) return this.#put(this.#cursor)
    // What was asked for and is not there is gone.
    if (selected && near !== selected.id && !this.#told.complete) this.#away = selected
    else this.#put(this.#at(before))
  }

  // The row at a place of the whole list, or the last before it that is here.
  #at(place: number): number | null {
    const at = Math.max(0, Math.min(place - this.offset, this.items.length - 1))
    return this.items[at]?.id ?? null
  }

  // That the core does not answer at all is said once, where its status is asked for.
  #tell(error: unknown): void {
    const { code, message } = problemOf(error)
    if (code === unreachable) return
    this.#notice(this.#given.about, message, this.load)
  }

  #notice(about: string, sentence: string, run: () => unknown): void {
    this.#given.notices.put({ about, sentence, retry: { label: words.trouble.retry, run } })
  }
}
