import {
  coalesce,
  problemOf,
  Trying,
  type ChangeProposed,
  type Core,
  type Insights as Told,
} from '../../api'

/** Over how many days one can look back. */
export const spans = [7, 14, 28] as const

/** What the last days say, and what of it could change the rules. */
export class Insights {
  readonly trying = new Trying()
  #days = $state<number>(14)
  #told = $state.raw<Told | null>(null)
  #proposals = $state.raw<readonly ChangeProposed[]>([])
  #failed = $state.raw('')
  readonly #core: Core
  readonly #said: (text: string) => void

  /** Asks the core anew. Never throws: what is wrong is said in `failed`. */
  readonly load = coalesce(async () => {
    const days = this.#days
    try {
      const [told, proposals] = await Promise.all([
        this.#core.records.insights(days),
        this.#core.records.proposals(),
      ])
      if (days !== this.#days) return
      this.#told = told
      this.#proposals = proposals
      this.#failed = ''
    } catch (error) {
      this.#failed = problemOf(error).message
    }
  })

  /** `said` is told what was done. */
  constructor(core: Core, said: (text: string) => void) {
    this.#core = core
    this.#said = said
  }

  get days(): number {
    return this.#days
  }

  set days(days: number) {
    this.#days = days
    void this.load()
  }

  get told(): Told | null {
    return this.#told
  }

  get proposals(): readonly ChangeProposed[] {
    return this.#proposals
  }

  get failed(): string {
    return this.#failed
  }

  /** Says whether a break-through was worth the interruption. */
  async judge(arrival: number, worth: boolean, said: string): Promise<void> {
    const act = (key: string) => this.#core.records.worth(arrival, worth, key).then(() => true)
    await this.#do(`worth ${arrival}`, worth, act, said)
  }

  /** Makes a change that is proposed, or says that it is not wanted. */
  async answer(id: string, accept: boolean, said: string): Promise<void> {
    const act = (key: string) => this.#core.records.answer(id, accept, key).then(() => true)
    await this.#do(`proposal ${id}`, accept, act, said)
  }

  /** Forgets everything: it is another client's. */
  forget(): void {
    this.#told = null
    this.#proposals = []
  }

  async #do(
    about: string,
    content: boolean,
    act: (key: string) => Promise<boolean>,
    said: string,
  ): Promise<void> {
    if (!(await this.trying.run(about, content, act))) return
    this.#said(said)
    await this.load()
  }
}
