/** Something that went wrong, in a sentence, with a way on where there is one. */
export interface Notice {
  /** What it is about: a newer notice about the same thing takes the older one's place. */
  about: string
  sentence: string
  /** What the way on is called, and what it does. */
  retry?: { label: string; run: () => unknown }
}

/** The notices that stand. Nothing that went wrong is swallowed, and nothing is said twice. */
export class Notices {
  #list = $state.raw<Notice[]>([])

  get list(): readonly Notice[] {
    return this.#list
  }

  put(notice: Notice): void {
    const same = (other: Notice) => other.about === notice.about
    this.#list = this.#list.some(same)
      ? this.#list.map((other) => (same(other) ? notice : other))
      : [...this.#list, notice]
  }

  /** Drops all of them. */
  clear(): void {
    this.#list = []
  }

  drop(about: string): void {
    if (this.#list.some((notice) => notice.about === about))
      this.#list = this.#list.filter((notice) => notice.about !== about)
  }
}
