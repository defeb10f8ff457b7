import { requestKey, type Act, type Core, type Item, type Verb, type Whole } from '../api'
import type { Doing, Items } from '../items/items.svelte'
import { fits, stateAfter, type TriageVerb } from '../features/triage/verbs'
import { Triage } from '../features/triage/triage.svelte'
import { words } from '../words'

/** What the hand needs to know of the desk. */
interface Place {
  core: Core
  /** The list that is worked in, and the state that its items have; null: any. */
  list(): { items: Items; state: Item['state'] | null } | null
  /** Says what was done, and asks how the gate stands after it. */
  said(text: string): void
  /** Whether a wall is up: then what is given to another client is gone. */
  walled(): boolean
}

/** What was asked about: the items here, and of more than these all by their numbers. */
interface Asked {
  items: readonly Item[]
  whole: Whole | undefined
}

const { said } = words

/** Does verbs to what is picked in the list that is worked in; asks first where it must. */
export class Hand {
  readonly triage = new Triage()
  readonly #place: Place

  constructor(place: Place) {
    this.#place = place
  }

  /** What a verb would be for: the marked items, or the one under the cursor. */
  get picked(): readonly Item[] {
    return this.#place.list()?.items.picked ?? []
  }

  /** Does a verb, or asks what it needs to know. */
  do(verb: TriageVerb): void {
    const items = this.picked
    const whole = this.#place.list()?.items.pickedAll
    if (!whole || !fits(verb, items)) return
    if (verb.asks) return this.triage.ask({ question: verb.asks, items, whole })
    if (whole.ids.length > 1) return this.triage.ask({ question: 'sure', items, whole, verb })
    this.#do(verb, items)
  }

  /** Does to several items what was asked about. */
  sure(): void {
    const { verb, items = [], whole } = this.triage.asking ?? {}
    this.triage.close()
    if (verb) this.#do(verb, items, whole)
  }

  #do(verb: TriageVerb, items: readonly Item[], whole?: Whole): void {
    if (!verb.verb || !verb.said) return
    const told = verb.said(items, whole?.ids.length ?? items.length)
    this.#act(verb.verb(items), { items, whole }, told, verb.patch?.(items))
  }

  /** Snoozes what was asked about. A usual length is shown at once; a time in words may be refused. */
  snooze(until: string | undefined, usual: boolean): void {
    const asked = this.#asked
    const verb: Verb = { do: 'snooze', ...(until ? { words: until } : {}) }
    const told = said.snoozed(countOf(asked))
    if (!usual) return void this.#try(verb, asked, told)
    this.triage.close()
    this.#act(verb, asked, told)
  }

  wait(who: string, ask: string): void {
    const asked = this.#asked
    const verb: Verb = { do: 'wait', who, ...(ask ? { words: ask } : {}) }
    void this.#try(verb, asked, said.waiting(countOf(asked), who))
  }

  /** Gives what was asked about to a client, and then asks whether more should follow. */
  assign(to: string): void {
    const asked = this.#asked
    const { items } = asked
    this.triage.close()
    const client = to === 'none' ? '' : to
    const told = said.assigned(countOf(asked), client || words.triage.nobody)
    const alike = items.some(({ from, app }) => from || app)
    this.#act({ do: 'assign', to }, asked, told, { client }, () => {
      if (client && alike) this.triage.ask({ question: 'route', items, client })
    })
  }

  /** Makes a routing rule of what was asked. */
  async route(route: { label: string; from?: string; app?: string }): Promise<void> {
    const client = this.triage.asking?.client ?? ''
    const { label, from, app } = route
    const match = { ...(from ? { from } : {}), ...(app ? { app } : {}) }
    const take = () => this.#place.core.setup.addRule({ kind: 'route', client, match })
    if (await this.triage.answer(take)) this.#place.said(said.routed(label, client))
  }

  /** Puts a thought into the queue. */
  async capture(title: string, client: string): Promise<void> {
    const key = requestKey()
    if (!(await this.triage.answer(() => this.#place.core.capture(title, client, key)))) return
    this.triage.forget()
    this.#place.said(said.captured)
    void this.#place.list()?.items.load()
  }

  get #asked(): Asked {
    const { items = [], whole } = this.triage.asking ?? {}
    return { items, whole }
  }

  #act(
    verb: Verb,
    asked: Asked,
    told: string,
    patch: Partial<Item> = {},
    then: (act: Act) => unknown = () => {},
  ): void {
    const list = this.#place.list()
    if (!list) return
    list.items.marks.clear()
    void list.items.act(this.#doing(verb, asked, patch), (act) => {
      this.#place.said(told)
      then(act)
    })
  }

  async #try(verb: Verb, asked: Asked, told: string): Promise<void> {
    const list = this.#place.list()
    if (!list) return
    const taken = await this.triage.answer(() => list.items.attempt(this.#doing(verb, asked)))
    if (!taken) return
    list.items.marks.clear()
    this.triage.forget()
    this.#place.said(told)
  }

  // What is found by a search stays found: there it only changes its state.
  #doing(verb: Verb, { items, whole }: Asked, patch: Partial<Item> = {}): Doing {
    const home = this.#place.list()?.state ?? null
    const after = stateAfter(verb)
    const away = verb.do === 'assign' && this.#place.walled()
    const leaves = away || (home !== null && after !== null && after !== home)
    const ids = whole ? { ids: whole.ids } : {}
    return { verb, items, ...ids, leaves, patch: after ? { ...patch, state: after } : patch }
  }
}

function countOf({ items, whole }: Asked): number {
  return whole?.ids.length ?? items.length
}
