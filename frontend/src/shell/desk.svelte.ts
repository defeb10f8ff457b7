import { createContext } from 'svelte'
import {
  keyAfter,
  listen,
  problemOf,
  requestKey,
  unreachable,
  type Core,
  type ShieldLength,
} from '../api'
import { Queue } from '../features/queue/queue.svelte'
import { Thread } from '../items/thread.svelte'
import { Shield } from '../features/shield/shield.svelte'
import { Gate } from '../features/strip/gate.svelte'
import { Undo } from '../features/undo/undo.svelte'
import { Clock } from '../ui/clock.svelte'
import { Notices } from '../ui/notices.svelte'
import { Toast } from '../ui/toast.svelte'
import { moment, words } from '../words'
import type { ScreenId } from './screens'

/** Everything that the interface knows, built once: the features' stores and what joins them. */
export class Desk {
  readonly clock = new Clock()
  readonly notices = new Notices()
  readonly toast = new Toast()
  readonly gate: Gate
  readonly queue: Queue
  readonly thread: Thread
  readonly shield: Shield
  /** The screen that is shown. */
  screen = $state<ScreenId>('queue')
  /** Whether the item under the cursor is open to be read. */
  reading = $state(false)
  /** Whether the list of keys is open. */
  helping = $state(false)
  #version = ''
  readonly #undo: Undo
  readonly #core: Core
  readonly #open: ((address: string) => EventSource) | undefined

  /** How events are had can be told, for tests; else by the browser's own EventSource. */
  constructor(core: Core, open?: (address: string) => EventSource) {
    this.#core = core
    this.#open = open
    this.gate = new Gate(core, this.clock, this.notices)
    this.queue = new Queue(core, this.notices)
    this.thread = new Thread(core)
    this.shield = new Shield(core, this.notices)
    this.#undo = new Undo(core, this.notices)
  }

  /** Begins to show what is, and keeps it so until the given function is called. */
  start(): () => void {
    this.refresh()
    const stopClock = this.clock.start()
    const stopEvents = listen(
      {
        opened: (version) => this.#opened(version),
        changed: (topic) => (topic === 'queue' ? this.refresh() : this.gate.load()),
        lost: () => this.refresh(),
      },
      this.#open,
    )
    return () => {
      stopClock()
      stopEvents()
    }
  }

  /** Fetches again what is shown. Without events this is what keeps the page true. */
  refresh(): void {
    void this.gate.load()
    void this.queue.load()
  }

  /** The page was asleep or hidden: reads the clock and asks the core. */
  wake(): void {
    this.clock.tick()
    this.refresh()
  }

  /** Shows a screen; what was open on the one before is closed. */
  go(screen: ScreenId): void {
    this.reading = false
    this.screen = screen
  }

  done(): void {
    const item = this.queue.selected
    if (!item) return
    void this.queue.done(item, () => this.#said(words.said.done))
    if (!this.queue.items.length) this.reading = false
  }

  async undo(): Promise<void> {
    await this.queue.settled()
    await this.#undo.run((act) => {
      this.#said(words.said.undone(act.sentence))
      return this.queue.restored()
    })
  }

  startShield(length: ShieldLength): void {
    void this.shield.start(length, async () => {
      await this.gate.load()
      const { shieldUntil, zone } = this.gate.status ?? {}
      if (!shieldUntil || !zone) return
      this.toast.say(words.said.shielded(moment(shieldUntil, this.clock.now, zone, words)))
    })
  }

  /** Ends a shield, or asks how long one is to last. */
  toggleShield(): void {
    if (this.gate.status?.state === 'shield')
      void this.shield.end(() => this.#said(words.said.shieldEnded))
    else this.shield.asking = !this.shield.asking
  }

  async checkInNow(key = requestKey()): Promise<void> {
    try {
      const { sentence } = await this.#core.checkInNow(key)
      this.notices.drop('check-in')
      this.toast.say(sentence)
      this.refresh()
    } catch (error) {
      const retry = { label: words.trouble.retry, run: () => this.checkInNow(keyAfter(error, key)) }
      this.notices.put({ about: 'check-in', sentence: problemOf(error).message, retry })
    }
  }

  /** One step back: the innermost thing that is open closes. */
  back(): void {
    if (this.helping) this.helping = false
    else if (this.shield.asking) this.shield.asking = false
    else this.reading = false
  }

  /** Whether there is anything to go back from. */
  get inside(): boolean {
    return this.helping || this.shield.asking || this.reading
  }

  // Says what was done, and asks how the gate stands after it.
  #said(text: string): void {
    this.toast.say(text)
    void this.gate.load()
  }

  #opened(version: string): void {
    if (this.#version && version !== this.#version) this.#tellUpdate()
    this.#version = version
    this.notices.drop(unreachable)
    this.refresh()
  }

  #tellUpdate(): void {
    const retry = { label: words.trouble.reload, run: () => location.reload() }
    this.notices.put({ about: 'version', sentence: words.trouble.updated, retry })
  }
}

/** The desk by context: the shell sets it once, its parts read it. */
export const [deskHere, setDesk] = createContext<Desk>()
