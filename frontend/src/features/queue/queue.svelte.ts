import type { Core, Item } from '../../api'
import { Items } from '../../items/items.svelte'
import type { Turn } from '../../items/turn'
import type { Notices } from '../../ui/notices.svelte'
import { countPerClient, grouped, headings, type Grouping } from './groups'

/** What the queue's tabs show: what is open, what was put aside, and what is done. */
export type Tab = 'queued' | 'snoozed' | 'waiting' | 'done'

/** The tabs, in their order. */
export const tabs: readonly Tab[] = ['queued', 'snoozed', 'waiting', 'done']

const longest = 500 // how many of the done ones are asked for: the newest matter

/** The queue: the items of a tab, and how they are grouped. */
export class Queue {
  /** By what rows stand together. */
  grouping = $state<Grouping>('none')
  readonly list: Items
  /** What is written above the rows, by their place. */
  readonly headings = $derived.by(() => headings(this.list.items, this.grouping))
  #tab = $state<Tab>('queued')
  #perClient = $state.raw(countPerClient([]))

  constructor(core: Core, turn: Turn, notices: Notices) {
    this.list = new Items({
      core,
      turn,
      notices,
      about: 'queue',
      fetch: async () =>
        this.#count(await core.queue(this.#tab, this.#tab === 'done' ? longest : 0)),
      arrange: (items) => grouped(items, this.grouping),
    })
  }

  get tab(): Tab {
    return this.#tab
  }

  /** Shows another tab; what was shown before is gone at once. */
  show(tab: Tab): Promise<void> {
    if (tab !== this.#tab) this.list.empty()
    this.#tab = tab
    return this.list.load()
  }

  /** How many open items each client has, by its name, as they were seen last. */
  get perClient(): ReadonlyMap<string, number> {
    return this.#perClient
  }

  #count(items: Item[]): Item[] {
    if (this.#tab !== 'queued') return items
    this.#perClient = countPerClient(items)
    return items
  }
}
