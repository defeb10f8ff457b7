import type { Core, Item } from '../../api'

const settle = 120 // milliseconds: while somebody types, only what stands still is asked for
const least = 2 // letters: one would find too much to be of use
const most = 6 // items beside the commands

/** The palette: whether it is open, what is written in it, and the items that are called so. */
export class Palette {
  open = $state(false)
  #text = $state('')
  #items = $state.raw<readonly Item[]>([])
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #core: Core

  constructor(core: Core) {
    this.#core = core
  }

  get text(): string {
    return this.#text
  }

  get items(): readonly Item[] {
    return this.#items
  }

  write(text: string): void {
    this.#text = text
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#find(text), settle)
  }

  show(): void {
    this.open = true
    void this.#find(this.#text)
  }

  close(): void {
    this.open = false
    clearTimeout(this.#timer)
  }

  /** Closes it and forgets what was written: it was of use, or is another client's. */
  forget(): void {
    this.close()
    this.#text = ''
    this.#items = []
  }

  // Items are an extra here: where they cannot be had, the commands still are.
  async #find(text: string): Promise<void> {
    const wanted = text.trim()
    const found = wanted.length < least ? [] : await this.#core.search(wanted, most).catch(() => [])
    if (this.#text === text) this.#items = found
  }
}
