import {
  coalesce,
  keyAfter,
  problemOf,
  requestKey,
  unreachable,
  type Core,
  type View,
} from '../../api'
import { Items } from '../../items/items.svelte'
import type { Turn } from '../../items/turn'
import type { Notices } from '../../ui/notices.svelte'
import { words } from '../../words'
import { headings, type Grouping } from './groups'
import { noCounts, tabsWith, type Tab } from './tabs'

/** The queue: the items of a tab, how they are grouped, and the searches that were saved as tabs. */
export class Queue {
  readonly list: Items
  /** What is written above the rows, by their place in the whole list. */
  readonly headings = $derived.by(() => {
    const { all, leaving } = this.list.groups
    return headings(all, leaving, this.#grouping)
  })
  #id = $state('queued')
  #grouping = $state<Grouping>('none')
  #views = $state.raw<readonly View[]>([])
  #perClient = $state.raw(noCounts)
  readonly #core: Core
  readonly #notices: Notices

  /** Every tab that there is. */
  readonly tabs: readonly Tab[] = $derived(tabsWith(this.#views))
  readonly tab: Tab = $derived(this.tabs.find(({ id }) => id === this.#id) ?? this.tabs[0]!)

  /** Asks for the saved searches. Never throws; without an answer those known before stay. */
  readonly loadViews = coalesce(async () => {
    try {
      this.#views = await this.#core.lists.views()
      this.#notices.drop('views')
    } catch (error) {
      this.#tell('views', error, this.loadViews)
    }
  })

  /** Asks how many open items each client has. Never throws. */
  readonly count = coalesce(async () => {
    this.#perClient = await this.#core.lists.counts().catch(() => this.#perClient)
  })

  constructor(core: Core, turn: Turn, notices: Notices) {
    this.#core = core
    this.#notices = notices
    this.list = new Items({
      core,
      turn,
      notices,
      about: 'queue',
      fetch: (wanted) => core.lists.part(this.#which, wanted),
      all: () => core.lists.all(this.#which),
    })
  }

  /** By what rows stand together. */
  get grouping(): Grouping {
    return this.#grouping
  }

  set grouping(by: Grouping) {
    this.#grouping = by
    void this.list.load()
  }

  /** Shows another tab; what was shown before is gone at once. */
  show(id: string): Promise<void> {
    if (id !== this.#id) {
      this.list.empty()
      this.#id = id
      this.#grouping = this.tab.group ?? 'none'
    }
    return this.list.load()
  }

  /** The tab that is so many further, round and round. */
  beside(by: number): string {
    const at = this.tabs.findIndex(({ id }) => id === this.#id)
    return this.tabs[(at + by + this.tabs.length) % this.tabs.length]!.id
  }

  /** How many open items each client has, by its name, as they were counted last. */
  get perClient(): ReadonlyMap<string, number> {
    return this.#perClient
  }

  /** Saves a search as a tab, and shows it. Throws a Problem: what was written can be mended. */
  async save(name: string, query: string, key: string): Promise<void> {
    const by = this.#grouping
    const group = by === 'none' || by === 'kind' ? {} : { group: by }
    const view = await this.#core.lists.addView({ name, query, number: 0, ...group }, key)
    await this.loadViews()
    await this.show(`view ${view.id}`)
  }

  /** Removes the tab that is shown, if it is a saved search. What does not work becomes a notice. */
  async remove(then: (name: string) => unknown, key = requestKey()): Promise<void> {
    const { view } = this.tab
    if (!view?.id) return
    try {
      await this.#core.lists.removeView(view.id, key)
    } catch (error) {
      return this.#tell('views', error, () => this.remove(then, keyAfter(error, key)))
    }
    await this.show('queued')
    await this.loadViews()
    then(view.name)
  }

  /** Forgets everything: it is another client's. */
  forget(): void {
    this.list.empty()
    this.#views = []
    this.#perClient = noCounts
    void this.loadViews()
  }

  get #which() {
    const { state, query, order } = this.tab
    return {
      ...(state ? { state } : {}),
      ...(query ? { query } : {}),
      ...(order ? { order } : {}),
      ...(this.#grouping === 'none' ? {} : { group: this.#grouping }),
    }
  }

  #tell(about: string, error: unknown, run: () => unknown): void {
    const { code, message: sentence } = problemOf(error)
    if (code === unreachable) return
    this.#notices.put({ about, sentence, retry: { label: words.trouble.retry, run } })
  }
}
