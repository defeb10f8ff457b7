import {
  coalesce,
  problemOf,
  unreachable,
  type CheckIn,
  type Core,
  type Item,
  type Meeting,
  type Moment,
  type PlannedShield,
  type Run,
  type Session,
  type Settings,
  type TimeTotal,
} from '../../api'
import { localOf } from '../../ui/local'
import { Moving } from './moving.svelte'

/** What the core told of the day. */
interface Told {
  settings: Settings
  checkIns: CheckIn[]
  moments: Moment[]
  runs: Run[]
  shields: PlannedShield[]
  queued: Item[]
  waiting: Item[]
  sessions: Session[]
  meetings: Meeting[]
  /** Per client, what was done this week of what was promised. */
  hours: TimeTotal[]
}

/** What Today shows, apart from the gate, which is known anyway. */
export class Today {
  /** Moving and adding what is planned. */
  readonly moving: Moving
  #told = $state.raw<Told | null>(null)
  #failed = $state('')
  readonly #core: Core

  /** Asks the core how the day stands. Never throws. */
  readonly load = coalesce(() => this.#load())

  /** `clock` tells the core's time and the user's zone, `say` is told what was done. */
  constructor(core: Core, clock: () => { now: number; zone: string }, say: (text: string) => void) {
    this.#core = core
    const when = () => {
      const { now, zone } = clock()
      const { date, minutes } = localOf(zone)(now)
      return { date, zone, now: minutes }
    }
    this.moving = new Moving(core, when, (said) => {
      say(said)
      return this.load()
    })
  }

  /** Null until the core has told it. */
  get told(): Told | null {
    return this.#told
  }

  /** Why the day could not be had, in a sentence; empty: it was. */
  get failed(): string {
    return this.#failed
  }

  /** Forgets what was told: another client is worked for. */
  forget(): void {
    this.#told = null
    this.moving.cancel()
  }

  async #load(): Promise<void> {
    const { setup, planned, time } = this.#core
    try {
      const [settings, plan, runs, shields, queued, waiting, sessions, meetings, sheet] =
        await Promise.all([
          setup.settings(),
          setup.plan(),
          setup.runsToday(),
          planned.shields(),
          this.#core.queue('queued'),
          this.#core.queue('waiting'),
          time.sessions(),
          time.meetings(),
          time.sheet(),
        ])
      const hours = sheet.clients
      const day = { ...plan, runs, shields, queued, waiting, sessions, meetings, hours }
      this.#told = { settings, ...day }
      this.#failed = ''
    } catch (error) {
      const { code, message } = problemOf(error)
      this.#failed = code === unreachable ? '' : message
    }
  }
}
