import {
  coalesce,
  Trying,
  type CheckIn,
  type NewCheckIn,
  type Settings,
  type Setup,
} from '../../api'
import { words } from '../../words'

/** What the user chose. A choice is stored at once; undo takes it back. */
export class Choices {
  readonly trying = new Trying()
  #told = $state.raw<Settings | null>(null)
  #checkIns = $state.raw<CheckIn[]>([])
  #turn: Promise<unknown> = Promise.resolve()
  readonly #setup: Setup
  readonly #say: (text: string) => void

  /** Asks the core for the settings and the common plan. Never throws. */
  readonly load = coalesce(() => this.#load())

  /** `say` is told what was done. */
  constructor(setup: Setup, say: (text: string) => void) {
    this.#setup = setup
    this.#say = say
  }

  /** Null until the core has told them. */
  get told(): Settings | null {
    return this.#told
  }

  /** The check-ins that are common to all clients, by time. */
  get checkIns(): CheckIn[] {
    return this.#checkIns
  }

  /** Stores a part of the settings; the rest stays as the core has it. False: `trying` says why not. */
  change(about: string, part: Partial<Settings>): Promise<boolean> {
    if (this.#told) this.#told = { ...this.#told, ...part }
    return this.#inTurn(about, part, async (key) => {
      await this.#setup.setSettings({ ...(await this.#setup.settings()), ...part }, key)
      this.#say(words.form.saved)
    })
  }

  addCheckIn(checkIn: NewCheckIn): Promise<boolean> {
    return this.#inTurn('check-in', checkIn, async (key) => {
      await this.#setup.addCheckIn(checkIn, key)
      this.#say(words.form.saved)
    })
  }

  removeCheckIn({ id, at }: CheckIn): Promise<boolean> {
    return this.#inTurn('check-ins', id, async (key) => {
      await this.#setup.removeCheckIn(id, key)
      this.#say(words.form.removed(at))
    })
  }

  // Each choice is made on top of the one before, so one waits for the other.
  #inTurn(about: string, content: unknown, act: (key: string) => Promise<void>): Promise<boolean> {
    const turn = this.#turn.then(async () => {
      const done = await this.trying.run(about, content, async (key) => {
        await act(key)
        return true
      })
      await this.load()
      return done === true
    })
    this.#turn = turn
    return turn
  }

  async #load(): Promise<void> {
    await this.trying.run('load', null, async () => {
      const [settings, plan] = await Promise.all([this.#setup.settings(), this.#setup.plan()])
      this.#told = settings
      this.#checkIns = plan.checkIns
        .filter(({ client }) => !client)
        .sort((a, b) => a.at.localeCompare(b.at))
    })
  }
}
