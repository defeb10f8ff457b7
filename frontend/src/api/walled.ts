/**
 * A wall stands between what was asked before another client was worked for and what is shown after: what
 * was on its way when the wall was put up is asked anew, behind it.
 */
export class Walled {
  #walls = 0

  /** Another client is worked for, or all of them. */
  turn(): void {
    this.#walls++
  }

  /** Gives a fetch that brings nothing from before the wall. What changes something goes once, as it is. */
  through(ask: typeof fetch): typeof fetch {
    return async (input, init) => {
      for (;;) {
        const walls = this.#walls
        const answer = await ask(input, init)
        const reads = input instanceof Request && input.method === 'GET'
        if (!reads || walls === this.#walls) return answer
      }
    }
  }
}
