import { coalesce, Trying, type Hours, type Mending, type Settings, type Setup } from '../../api'
import { Asking } from '../../waits/asking.svelte'
import { words } from '../../words'

/** What the user chose. A choice is stored at once; undo takes it back. */
export class Choices {
  readonly trying = new Trying()
  /** What other hours would break, asked before they are stored. */
  readonly asking: Asking
  #told = $state.raw<Settings | null>(null)
  #turn: Promise<unknown> = Promise.resolve()
  #hours: Hours | null = null // those that are asked about; null: none are
  readonly #setup: Setup
  readonly #say: (text: string) => void

  /** Asks the core for the settings. Never throws. */
  readonly load = coalesce(() => this.#load())

  /** `say` is told what was done. */
  constructor(setup: Setup, say: (text: string) => void) {
    this.#setup = setup
    this.#say = say
    this.asking = new Asking((change) => setup.checkPlan(change))
  }

  /** Null until the core has told them. */
  get told(): Settings | null {
    return this.#told
  }

  /** Stores a part of the settings; the rest stays as the core has it. False: `trying` says why not. */
  change(about: string, part: Partial<Settings>, mend: Mending[] = []): Promise<boolean> {
    if (this.#told) this.#told = { ...this.#told, ...part }
    return this.#inTurn(about, [part, mend], async (key) => {
      await this.#setup.setSettings({ ...(await this.#setup.settings()), ...part }, key, mend)
      this.#say(words.form.saved)
    })
  }

  /** Stores working hours and days off, once it is known what shall be done about waits that they break. */
  async changeHours(hours: Hours): Promise<boolean> {
    this.#hours = hours
    if (this.#told) this.#told = { ...this.#told, hours }
    const mend = await this.asking.about({ hours })
    if (this.#hours !== hours) return false // others were typed meanwhile, and these are part of them
    this.#hours = null
    if (mend) return this.change('hours', { hours }, mend)
    await this.load()
    return false
  }

  /** Leaves what is asked about, which names clients: another one is worked for. */
  forget(): void {
    this.asking.leave()
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
      const told = await this.#setup.settings()
      this.#told = this.#hours ? { ...told, hours: this.#hours } : told
    })
  }
}
