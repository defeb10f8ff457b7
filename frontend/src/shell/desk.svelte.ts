import { createContext } from 'svelte'
import { problemOf, type Core, type Item, type Run, type Status } from '../api'
import { CheckIn } from '../features/checkin/checkin.svelte'
import { Palette } from '../features/palette/palette.svelte'
import { Queue } from '../features/queue/queue.svelte'
import { Search } from '../features/search/search.svelte'
import { Shield } from '../features/shield/shield.svelte'
import { Gate } from '../features/strip/gate.svelte'
import { Switcher } from '../features/switcher/switcher.svelte'
import { Undo } from '../features/undo/undo.svelte'
import type { Items } from '../items/items.svelte'
import { Thread } from '../items/thread.svelte'
import { Turn } from '../items/turn'
import { Clock } from '../ui/clock.svelte'
import { Notices } from '../ui/notices.svelte'
import { Toast } from '../ui/toast.svelte'
import { withUndoKey, words } from '../words'
import { Fresh } from './fresh'
import { Elsewhere } from './there.svelte'
import { Hand } from './hand.svelte'
import { Keeper } from './keeper'
import { Letters } from './letters.svelte'
import { tabOfState } from '../features/queue/tabs'
import { Notes } from './notes'
import { placeOf } from './place'
import type { ScreenId } from './screens'
import { SetUp } from './setUp.svelte'
import { Times } from './times'

/** Everything that the interface knows, built once: the features' stores and what joins them. */
export class Desk {
  readonly clock = new Clock()
  readonly notices = new Notices()
  readonly toast = new Toast()
  readonly letters: Letters
  readonly gate: Gate
  readonly queue: Queue
  readonly checkIn: CheckIn
  readonly search: Search
  readonly palette: Palette
  readonly switcher: Switcher
  readonly thread: Thread
  readonly shield: Shield
  readonly hand: Hand
  readonly notes: Notes
  readonly elsewhere: Elsewhere
  readonly fresh: Fresh
  readonly keeper: Keeper
  readonly setUp: SetUp
  readonly times: Times
  /** The screen that is shown. */
  screen = $state<ScreenId>('queue')
  /** Whether the item under the cursor is open to be read. */
  reading = $state(false)
  /** Whether the list of keys is open. */
  helping = $state(false)
  /** Whether how things stand is told in full. */
  telling = $state(false)
  #beside = $state(false) // whether the user went to another screen during deep work
  readonly #turn = new Turn()
  readonly #undo: Undo
  readonly #core: Core

  /** How events are had can be told, for tests; else by the browser's own EventSource. */
  constructor(core: Core, open?: (address: string) => EventSource) {
    this.#core = core
    this.fresh = new Fresh(this, open)
    this.gate = new Gate(core, this.clock, this.notices, (now, before) => this.#turned(now, before))
    this.queue = new Queue(core, this.#turn, this.notices)
    const run = () => this.gate.status?.run ?? null
    this.checkIn = new CheckIn(core, run, this.#turn, this.notices)
    this.search = new Search(core, this.#turn, this.notices)
    this.palette = new Palette(core)
    this.switcher = new Switcher(core, this.notices)
    this.thread = new Thread(core)
    this.shield = new Shield(core, this.notices)
    this.#undo = new Undo(core, this.notices)
    this.keeper = new Keeper(core, this, this.#turn)
    const clock = () => ({ now: this.clock.now, zone: this.gate.status?.zone ?? 'UTC' })
    this.setUp = new SetUp(core, (text) => this.tell(text), clock)
    this.letters = new Letters(this.setUp.choices)
    this.times = new Times(core, this, (text) => this.tell(text))
    this.notes = new Notes(core, this)
    this.elsewhere = new Elsewhere(core, this)
    this.hand = new Hand({
      core,
      list: () => this.#worked,
      said: (text) => this.tell(text),
      walled: () => !!this.gate.status?.client,
    })
  }

  /** The list that verbs work in; null: the screen has none. */
  get list(): Items | null {
    return this.#worked?.items ?? null
  }

  /** Whether deep work has the screen: until the user goes to another one. */
  get deep(): boolean {
    return this.gate.status?.state === 'shield' && !this.#beside
  }

  /** Shows a screen; what was open on the one before is closed. */
  go(screen: ScreenId): void {
    this.reading = false
    this.search.close()
    this.#beside = true
    this.screen = screen
    void this.list?.load()
  }

  goDeep(): void {
    this.#beside = false
  }

  /** Shows an item, wherever it is. */
  async show(item: Item): Promise<void> {
    const tab = tabOfState(item.state)
    if (tab) {
      this.go('queue')
      await this.queue.show(tab)
    } else {
      this.#beside = true
      this.search.show()
      await this.search.find(item.title)
      this.search.writing = false
    }
    this.list?.select(item.id)
    this.reading = true
  }

  /** Goes where the window or a notification asks to, and forgets that it was asked. */
  async visit(hash: string): Promise<void> {
    const place = placeOf(hash)
    if (!place) return
    history.replaceState(null, '', location.pathname)
    if (place === 'capture') return this.hand.triage.ask({ question: 'capture', items: [] })
    try {
      await this.show(await this.#core.item(place.item))
      this.notices.drop('place')
    } catch (trouble) {
      this.notices.put({ about: 'place', sentence: problemOf(trouble).message })
    }
  }

  startSearch(): void {
    this.reading = false
    this.#beside = true
    this.search.show()
  }

  async undo(): Promise<void> {
    await this.#turn.settled()
    await this.#undo.run((act) => {
      // The last act may have been another client's: behind a wall it has no name.
      this.tell(words.said.undone(this.gate.status?.client ? '' : act.sentence))
      return this.list?.restored()
    })
  }

  // The list that is worked in, and the state that what is in it has.
  get #worked(): { items: Items; state: Item['state'] | null } | null {
    if (this.deep) return null
    if (this.search.open) return { items: this.search.list, state: null }
    if (this.screen === 'queue') return { items: this.queue.list, state: this.queue.tab.home }
    if (this.screen === 'checkin' && this.gate.status?.run)
      return { items: this.checkIn.list, state: 'queued' }
    return null
  }

  /** Says what was done, and asks how the gate stands after it. */
  tell(text: string): void {
    this.toast.say(withUndoKey(text, this.setUp.keyNames.undo))
    if (this.list?.items.length === 0) this.reading = false
    void this.gate.load()
  }

  // The core told how things stand: what follows from what is new in it.
  #turned(now: Status, before: Status | null): void {
    if (before && before.client !== now.client) this.#walled()
    // A call begins, or ends: what is on the screen is not what may be, or not all of it.
    else if (before && !before.callUntil !== !now.callUntil) this.#walled()
    if (now.state !== before?.state) this.#beside = false
    if (before?.run?.id === now.run?.id) return
    if (now.run) this.checkIn.begin()
    else if (before?.run) this.#runEnded(before.run)
    void this.list?.load()
  }

  // The receipt says all that the last act would say, where it is seen.
  #runEnded(run: Run): void {
    if (this.screen === 'checkin' && !this.deep && !this.search.open) this.toast.clear()
    void this.checkIn.end(run, this.clock.now)
  }

  // Another client is worked for: nothing of the one before may stay on any surface.
  #walled(): void {
    this.#core.walled()
    this.queue.forget()
    this.search.list.empty()
    this.checkIn.forget()
    this.search.forget()
    this.palette.forget()
    this.switcher.forget()
    this.hand.triage.forget()
    this.setUp.forget()
    this.times.forget()
    this.toast.clear()
    this.notices.clear()
    this.reading = false
    this.fresh.all()
  }
}

/** The desk by context: the shell sets it once, its parts read it. */
export const [deskHere, setDesk] = createContext<Desk>()
