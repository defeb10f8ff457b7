import { keyAfter, problemOf, requestKey, type Core, type Run } from '../../api'
import type { Notices } from '../../ui/notices.svelte'
import { words } from '../../words'

/** Opens a check-in ahead of the plan, and ends the one that is open. */
export class Opening {
  readonly #core: Core
  readonly #notices: Notices

  constructor(core: Core, notices: Notices) {
    this.#core = core
    this.#notices = notices
  }

  /**
   * Delivers what is held; during deep work only where that is to end. Calls `then` with the core's
   * sentence and the check-in, null: nothing was held. What does not work becomes a notice.
   */
  now(endShield: boolean, then: (sentence: string, run: Run | null) => unknown): Promise<void> {
    return this.#try(async (key) => {
      const { sentence, run } = await this.#core.checkInNow(endShield, key)
      return () => then(sentence, run)
    })
  }

  /** Ends the check-in and calls `then`; what does not work becomes a notice. */
  end(then: () => unknown): Promise<void> {
    return this.#try(async (key) => {
      await this.#core.endCheckIn(key)
      return then
    })
  }

  async #try(act: (key: string) => Promise<() => unknown>, key = requestKey()): Promise<void> {
    let then
    try {
      then = await act(key)
    } catch (error) {
      const retry = { label: words.trouble.retry, run: () => this.#try(act, keyAfter(error, key)) }
      const sentence = problemOf(error).message
      return this.#notices.put({ about: 'check-in', sentence, retry })
    }
    this.#notices.drop('check-in')
    await then()
  }
}
