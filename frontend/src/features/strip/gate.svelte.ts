import { coalesce, problemOf, unreachable, type Core, type Status } from '../../api'
import type { Clock } from '../../ui/clock.svelte'
import type { Notices } from '../../ui/notices.svelte'
import { learn, words } from '../../words'

type Turned = (now: Status, before: Status | null) => void

/** The gate as the core told it last. */
export class Gate {
  #status = $state.raw<Status | null>(null)
  readonly #core: Core
  readonly #clock: Clock
  readonly #notices: Notices
  readonly #turned: Turned

  /** Asks the core how things stand. Never throws; may be called at any time. */
  readonly load = coalesce(() => this.#load())

  /** `turned` is told whenever the core answered, with what it had said before. */
  constructor(core: Core, clock: Clock, notices: Notices, turned: Turned = () => {}) {
    this.#turned = turned
    this.#core = core
    this.#clock = clock
    this.#notices = notices
  }

  /** Null until the core has answered once. */
  get status(): Status | null {
    return this.#status
  }

  async #load(): Promise<void> {
    try {
      const before = this.#status
      const status = await this.#core.status()
      learn(status.zone, status.offsets, status.now)
      this.#status = status
      this.#clock.sync(this.#status.now)
      this.#turned(this.#status, before)
      this.#notices.drop(unreachable)
      this.#notices.drop('status')
    } catch (error) {
      this.#tell(error)
    }
  }

  #tell(error: unknown): void {
    const { code, message } = problemOf(error)
    const about = code === unreachable ? unreachable : 'status'
    const retry = { label: words.trouble.retry, run: this.load }
    this.#notices.put({ about, sentence: message, retry })
  }
}
