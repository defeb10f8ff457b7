import { keyAfter, problemOf, requestKey, type Act, type Core } from '../../api'
import type { Notices } from '../../ui/notices.svelte'
import { words } from '../../words'

/** Takes back the last act of the profile, wherever it was done. One at a time. */
export class Undo {
  #busy = false
  readonly #core: Core
  readonly #notices: Notices

  constructor(core: Core, notices: Notices) {
    this.#core = core
    this.#notices = notices
  }

  /**
   * Calls `then` with the act that was taken back, also if it took a second attempt; what does not
   * work becomes a notice. While one is on its way, another is not begun.
   */
  async run(then: (act: Act) => unknown, key = requestKey()): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      const act = await this.#core.undo(key)
      this.#notices.drop('undo')
      await then(act)
    } catch (error) {
      const retry = {
        label: words.trouble.retry,
        run: () => this.run(then, keyAfter(error, key)),
      }
      this.#notices.put({ about: 'undo', sentence: problemOf(error).message, retry })
    } finally {
      this.#busy = false
    }
  }
}
