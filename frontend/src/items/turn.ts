/** Lets acts reach the core one after another, in the order of the keys: undo takes back the last. */
export class Turn {
  #last: Promise<unknown> = Promise.resolve()

  /** Runs an act after those that were begun before it, however they end. */
  run<T>(act: () => Promise<T>): Promise<T> {
    const answer = this.#last.then(act)
    this.#last = answer.catch(() => {})
    return answer
  }

  /** Settles when every act that was begun until now has been answered. */
  async settled(): Promise<void> {
    await this.#last
  }
}
