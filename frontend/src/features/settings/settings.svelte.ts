import { coalesce, Trying, type Settings, type Setup } from '../../api'
import { words } from '../../words'

/** What the user chose. A choice is stored at once; undo takes it back. */
export class Choices {
  readonly trying = new Trying()
  #told = $state.raw<Settings | null>(null)
  #turn: Promise<unknown> = Promise.resolve()
  readonly #setup: Setup
  readonly #say: (text: string) => void

  /** Asks the core for the settings. Never throws. */
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

  /** Stores a part of the settings; the rest stays as the core has it. False: `trying` says why not. */
  change(about: string, part: Partial<Settings>): Promise<boolean> {
    if (this.#told) this.#told = { ...this.#told, ...part }
    return this.#inTurn(about, part, async (key) => {
      await this.#setup.setSettings({ ...(await this.#setup.settings()), ...part }, key)
      this.#say(words.form.saved)
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
      this.#told = await this.#setup.settings()
    })
  }
}
