import { problemOf, type Core, type Item, type Receipt, type Run } from '../../api'
import { Items } from '../../items/items.svelte'
import type { Turn } from '../../items/turn'
import type { Notices } from '../../ui/notices.svelte'
import { broughtBy, handledStates, tally, type Tally } from './batch'

const few = 8 // of what was carried over; the rest is a number

/** A check-in that is over, for its receipt. Instants are RFC 3339. */
export interface Ended {
  run: Run
  /** Milliseconds since 1970. */
  endedAt: number
  /** What became of its items, by their state; those still queued are carried over. */
  did: Tally
  receipt: Receipt | null
}

/** What belongs to one check-in, and what was left over from those before. */
interface Batch {
  left: Item[]
  carried: Item[]
  carriedCount: number
  handled: Item[]
}

/** The check-in that is open, as a session with an end; then its receipt. */
export class CheckIn {
  /** What is left to be handled. */
  readonly list: Items
  #handled = $state.raw<readonly Item[]>([])
  #carried = $state.raw<readonly Item[]>([])
  #carriedCount = $state.raw(0)
  #total = $state.raw(0)
  #ended = $state.raw<Ended | null>(null)
  readonly #core: Core
  readonly #run: () => Run | null

  /** `run` tells which check-in is open; null: none is. */
  constructor(core: Core, run: () => Run | null, turn: Turn, notices: Notices) {
    this.#core = core
    this.#run = run
    this.list = new Items({ core, turn, notices, about: 'check-in', fetch: () => this.#fetch() })
  }

  /** What was handled since it opened. */
  get handled(): readonly Item[] {
    return this.#handled
  }

  /** The first of what is still open from before this check-in, most important first. */
  get carried(): readonly Item[] {
    return this.#carried
  }

  /** How many items are still open from before. */
  get carriedCount(): number {
    return this.#carriedCount
  }

  /** How many items it brought, and how many of them are handled. */
  get progress(): { done: number; total: number } {
    const total = Math.max(this.#total, this.list.items.length)
    return { done: total - this.list.items.length, total }
  }

  /** The check-in that is over and whose receipt was not put away yet. */
  get ended(): Ended | null {
    return this.#ended
  }

  /** A check-in opened: the receipt of the one before makes room for it. */
  begin(): void {
    this.#ended = null
    this.list.empty()
    this.#handled = []
    this.#carried = []
    this.#carriedCount = 0
    this.#total = 0
  }

  /** A check-in is over: counts what became of it. Never throws. */
  async end(run: Run, now: number): Promise<void> {
    try {
      const { left, handled } = await this.#batch(run)
      const receipt = await this.#core.receipt(run.id)
      const endedAt = run.endedAt ? Date.parse(run.endedAt) : now
      this.#ended = { run, endedAt, did: tally([...left, ...handled]), receipt }
    } catch (error) {
      problemOf(error) // the receipt is an extra: without it the screen says what comes next
      this.#ended = null
    }
    this.list.empty()
  }

  /** Puts the receipt away. */
  dismiss(): void {
    this.#ended = null
  }

  /** Forgets everything: it is another client's. */
  forget(): void {
    this.begin()
  }

  async #fetch(): Promise<Item[]> {
    const run = this.#run()
    if (!run) return []
    const { left, carried, carriedCount, handled } = await this.#batch(run)
    this.#handled = handled
    this.#carried = carried
    this.#carriedCount = carriedCount
    this.#total = left.length + handled.length
    return left
  }

  async #batch(run: Run): Promise<Batch> {
    const { lists } = this.#core
    const [left = [], ...handled] = await Promise.all([
      lists.ofRun(run.id, 'queued'),
      ...handledStates.map((state) => lists.ofRun(run.id, state)),
    ])
    // Of the queue so many that, whatever of it is this check-in's, the first of the others are here.
    const wanted = { offset: 0, limit: left.length + few, near: null }
    const { items, total } = await lists.part({ state: 'queued' }, wanted)
    const mine = (item: Item) => broughtBy(run, item)
    const carried = items.filter((item) => !mine(item)).slice(0, few)
    return { left, carried, carriedCount: total - left.length, handled: handled.flat() }
  }
}
