import {
  coalesce,
  problemOf,
  Trying,
  unreachable,
  type Core,
  type Item,
  type Moment,
  type Run,
  type Settings,
  type ShieldRule,
} from '../../api'
import { words } from '../../words'

/** What the core told of the day. */
interface Told {
  settings: Settings
  moments: Moment[]
  runs: Run[]
  shields: ShieldRule[]
  queued: Item[]
  waiting: Item[]
}

/** What Today shows, apart from the gate, which is known anyway. */
export class Today {
  readonly trying = new Trying()
  #told = $state.raw<Told | null>(null)
  #failed = $state('')
  readonly #core: Core
  readonly #say: (text: string) => void

  /** Asks the core how the day stands. Never throws. */
  readonly load = coalesce(() => this.#load())

  /** `say` is told what was done. */
  constructor(core: Core, say: (text: string) => void) {
    this.#core = core
    this.#say = say
  }

  /** Null until the core has told it. */
  get told(): Told | null {
    return this.#told
  }

  /** Why the day could not be had, in a sentence; empty: it was. */
  get failed(): string {
    return this.#failed
  }

  /** Adds a check-in on one date ("2026-03-25") at a local time ("14:30"). */
  async addCheckIn(at: string, once: string): Promise<boolean> {
    const added = await this.trying.run('check-in', { at, once }, (key) =>
      this.#core.setup.addCheckIn({ at, once }, key),
    )
    if (added) this.#say(words.today.added(at))
    await this.load()
    return added !== null
  }

  /** Forgets what was told: another client is worked for. */
  forget(): void {
    this.#told = null
  }

  async #load(): Promise<void> {
    const { setup } = this.#core
    try {
      const [settings, plan, runs, shields, queued, waiting] = await Promise.all([
        setup.settings(),
        setup.plan(),
        setup.runsToday(),
        setup.shieldRules(),
        this.#core.queue('queued'),
        this.#core.queue('waiting'),
      ])
      this.#told = { settings, moments: plan.moments, runs, shields, queued, waiting }
      this.#failed = ''
    } catch (error) {
      const { code, message } = problemOf(error)
      this.#failed = code === unreachable ? '' : message
    }
  }
}
