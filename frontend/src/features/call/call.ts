import { keyAfter, problemOf, requestKey, type Core } from '../../api'
import type { Notices } from '../../ui/notices.svelte'
import { words } from '../../words'

/** Hides all content while others see the screen, and shows it again. One at a time. */
export class Call {
  #busy = false
  readonly #core: Core
  readonly #notices: Notices

  constructor(core: Core, notices: Notices) {
    this.#core = core
    this.#notices = notices
  }

  /** Turns hiding on or off and calls `then`; what does not work becomes a notice. */
  async turn(on: boolean, then: () => unknown, key = requestKey()): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      await (on ? this.#core.startCall(key) : this.#core.endCall(key))
      this.#notices.drop('call')
      await then()
    } catch (error) {
      const retry = {
        label: words.trouble.retry,
        run: () => this.turn(on, then, keyAfter(error, key)),
      }
      this.#notices.put({ about: 'call', sentence: problemOf(error).message, retry })
    } finally {
      this.#busy = false
    }
  }
}
