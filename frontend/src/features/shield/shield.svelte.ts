import {
  keyAfter,
  problemOf,
  requestKey,
  type Block,
  type Core,
  type ShieldLength,
} from '../../api'
import type { Notices } from '../../ui/notices.svelte'
import { words } from '../../words'

/** A shield that would break longest waits. */
interface Warning {
  length: ShieldLength
  broken: readonly { client: string; at: string; sentence: string }[]
}

/** Starts and ends deep work, and knows whether the question "for how long" is open. */
export class Shield {
  #asking = $state(false)
  #warned = $state.raw<Warning | null>(null)
  #current = $state.raw<Block | null>(null)
  readonly #core: Core
  readonly #notices: Notices

  constructor(core: Core, notices: Notices) {
    this.#core = core
    this.#notices = notices
  }

  /** Whether the menu of lengths is open; closing it drops a warning that was not answered. */
  get asking(): boolean {
    return this.#asking
  }

  set asking(asking: boolean) {
    this.#asking = asking
    this.#warned = null
  }

  /** What a length would break, and is asked about before it starts; null: nothing. */
  get warned(): Warning | null {
    return this.#warned
  }

  /**
   * Starts a shield and calls `then`, unless it would break a longest wait: then that is said first.
   * A core that cannot tell does not keep anybody from working.
   */
  async choose(length: ShieldLength, then: () => unknown): Promise<void> {
    const broken = await this.#core.checkShield(length).catch(() => [])
    if (broken.length === 0) return this.start(length, then)
    if (this.#asking) this.#warned = { length, broken }
  }

  /** The shield that was started here; null: none was. */
  get current(): Block | null {
    return this.#current
  }

  /** Starts a shield and calls `then`; what does not work becomes a notice. */
  start(length: ShieldLength, then: () => unknown): Promise<void> {
    this.asking = false
    return this.#try(async (key) => {
      this.#current = await this.#core.startShield(length, key)
    }, then)
  }

  /** Ends the shield and calls `then`; what does not work becomes a notice. */
  end(then: () => unknown): Promise<void> {
    return this.#try((key) => this.#core.endShield(key), then)
  }

  async #try(
    act: (key: string) => Promise<void>,
    then: () => unknown,
    key = requestKey(),
  ): Promise<void> {
    try {
      await act(key)
    } catch (error) {
      const run = () => this.#try(act, then, keyAfter(error, key))
      const retry = { label: words.trouble.retry, run }
      return this.#notices.put({ about: 'shield', sentence: problemOf(error).message, retry })
    }
    this.#notices.drop('shield')
    await then()
  }
}
