import { listen, unreachable } from '../api'
import { words } from '../words'
import type { Desk } from './desk.svelte'
import { loadLater } from './loaded.svelte'

type Place = Pick<
  Desk,
  'clock' | 'gate' | 'list' | 'notices' | 'queue' | 'setUp' | 'switcher' | 'thread'
>
type Open = (address: string) => EventSource

const patience = 250 // milliseconds that an empty page waits for the core before it is drawn

/** Keeps what is shown as the core has it. */
export class Fresh {
  readonly #desk: Place
  readonly #open: Open | undefined
  #greeted = false // whether the core told what is seen first before it was drawn
  #version = ''

  /** How events are had can be told, for tests; else by the browser's own EventSource. */
  constructor(desk: Place, open?: Open) {
    this.#desk = desk
    this.#open = open
  }

  /**
   * Settles when the core has told what is seen first, and soon in any case. A page that is drawn then
   * is laid out once; one that is drawn empty first is laid out twice, and text takes longest the first
   * time.
   */
  async greeted(): Promise<void> {
    const told = Promise.all([this.#gate(), this.#desk.list?.load()])
    await Promise.race([told, new Promise((resolve) => setTimeout(resolve, patience))])
    this.#greeted = this.#desk.gate.status !== null
  }

  /** Begins to show what is, and keeps it so until the given function is called. */
  start(): () => void {
    if (!this.#greeted) this.all()
    void this.#loadLater()
    const stopClock = this.#desk.clock.start()
    const stopEvents = listen(
      {
        opened: (version) => this.#opened(version),
        changed: (topic) => {
          if (topic === 'outbox') this.#desk.thread.again()
          else if (topic === 'queue') this.#list()
          else void this.#gate()
        },
        lost: () => this.all(),
      },
      this.#open,
    )
    return () => {
      stopClock()
      stopEvents()
    }
  }

  /** Fetches all of it again. Without events this is what keeps the page true. */
  all(): void {
    void this.#gate()
    this.#list()
  }

  /** The page was asleep or hidden: reads the clock and asks the core. */
  wake(): void {
    this.#desk.clock.tick()
    this.all()
  }

  // What was chosen comes with the gate: it may be changed elsewhere, and by undo.
  async #gate(): Promise<void> {
    const { gate, switcher, setUp } = this.#desk
    await Promise.all([gate.load(), switcher.load(), setUp.choices.load()])
  }

  #list(): void {
    const { list, thread, setUp, queue } = this.#desk
    void list?.load()
    thread.again()
    if (setUp.choices.told?.showCounts) void queue.count()
  }

  #opened(version: string): void {
    void this.#desk.queue.loadViews()
    if (this.#version && version !== this.#version) this.#outdated()
    this.#version = version
    this.#desk.notices.drop(unreachable)
    this.all()
  }

  // The first picture comes first.
  async #loadLater(): Promise<void> {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    try {
      await loadLater()
    } catch {
      this.#outdated()
    }
  }

  // The page is of another version than the core.
  #outdated(): void {
    const retry = { label: words.trouble.reload, run: () => location.reload() }
    this.#desk.notices.put({ about: 'version', sentence: words.trouble.updated, retry })
  }
}
