import { Trying } from './trying.svelte'

/** Acts of a form whose things are told by the core: what was done is said, and how they stand asked anew. */
export class Doing extends Trying {
  readonly #say: (text: string) => void
  readonly #load: () => Promise<unknown>

  /** `say` is told what was done, `load` asks the core how things stand after it. */
  constructor(say: (text: string) => void, load: () => Promise<unknown>) {
    super()
    this.#say = say
    this.#load = load
  }

  /** Runs an act, as `run` does, and says `said` where it worked. False: `wrong` says why it did not. */
  async done(
    about: string,
    content: unknown,
    said: string,
    act: (key: string) => Promise<unknown>,
  ): Promise<boolean> {
    const answer = await this.run(about, content, async (key) => {
      await act(key)
      return true
    })
    if (answer) this.#say(said)
    await this.#load()
    return answer === true
  }
}
