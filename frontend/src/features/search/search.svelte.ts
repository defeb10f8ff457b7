import type { Core } from '../../api'
import { Items } from '../../items/items.svelte'
import type { Turn } from '../../items/turn'
import type { Notices } from '../../ui/notices.svelte'

const settle = 16 // milliseconds: keys of one frame are one question; a question on its way is not repeated

/** A search: its text, which is never lost, and what was found. */
export class Search {
  /** Whether the search is on the screen. */
  open = $state(false)
  /** Whether the field is written in; else the list has the keys. */
  writing = $state(false)
  readonly list: Items
  #text = $state('')
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(core: Core, turn: Turn, notices: Notices) {
    this.list = new Items({
      core,
      turn,
      notices,
      about: 'search',
      fetch: async () => (this.#text.trim() ? core.search(this.#text.trim()) : []),
    })
  }

  get text(): string {
    return this.#text
  }

  /** Searches for what is written, once it stands still. */
  write(text: string): void {
    this.#text = text
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.list.load(), settle)
  }

  /** Searches for something at once. */
  async find(text: string): Promise<void> {
    clearTimeout(this.#timer)
    this.#text = text
    await this.list.load()
  }

  show(): void {
    this.open = true
    this.writing = true
    void this.list.load()
  }

  close(): void {
    this.open = false
    this.writing = false
    clearTimeout(this.#timer)
  }

  /** Forgets text and findings: they are another client's. */
  forget(): void {
    this.close()
    this.#text = ''
    this.list.empty()
  }
}
