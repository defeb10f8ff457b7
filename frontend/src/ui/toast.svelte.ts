const shownFor = 5_000 // milliseconds: long enough to read a line and reach for a key

/** The one line that says what just happened. A newer line takes its place. */
export class Toast {
  #said = $state.raw({ text: '', turn: 0 })
  #timer: ReturnType<typeof setTimeout> | undefined

  /** What is said, empty: nothing. `turn` grows with each line, so that the same one is read out again. */
  get said(): { text: string; turn: number } {
    return this.#said
  }

  say(text: string): void {
    clearTimeout(this.#timer)
    this.#said = { text, turn: this.#said.turn + 1 }
    this.#timer = setTimeout(() => this.clear(), shownFor)
  }

  clear(): void {
    clearTimeout(this.#timer)
    if (this.#said.text) this.#said = { text: '', turn: this.#said.turn }
  }
}
