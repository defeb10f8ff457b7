import type { Core } from '../../api'
import { Items } from '../../items/items.svelte'
import type { Turn } from '../../items/turn'
import type { Notices } from '../../ui/notices.svelte'

/** A search: its text, which is never lost, and what was found. */
export class Search {
  /** Whether the search is on the screen. */
  open = $state(false)
  /** Whether the field is written in; else the list has the keys. */
  writing = $state(false)
  readonly list: Items
  #text = $state('')
  #told = $state('')

  constructor(core: Core, turn: Turn, notices: Notices) {
    this.list = new Items({
      core,
      turn,
      notices,
      about: 'search',
      fetch: async () => {
        const asked = this.#text.trim()
        const found = asked ? await core.search(asked) : []
        this.#told = asked
        return found
      },
    })
  }

  get text(): string {
    return this.#text
  }

  /** What the list answers: while somebody writes, that is behind the text. */
  get told(): string {
    return this.#told
  }

  /** Searches for something. Of what is written while an answer is on its way, the last is asked then. */
  async find(text: string): Promise<void> {
    this.#text = text
    await this.list.load()
  }

  /**
   * Goes over to what was found, once that is here; but where something else is written by then, the field
   * keeps the letters that are still to come.
   */
  async enter(): Promise<void> {
    const asked = this.#text
    if (this.#told !== asked.trim()) await this.find(asked)
    if (this.#text === asked) this.goOn()
  }

  /** Goes from the field over to what was found, if there is anything. */
  goOn(): void {
    if (this.list.items.length > 0) this.writing = false
  }

  show(): void {
    this.open = true
    this.writing = true
    void this.list.load()
  }

  close(): void {
    this.open = false
    this.writing = false
  }

  /** Forgets text and findings: they are another client's. */
  forget(): void {
    this.close()
    this.#text = this.#told = ''
    this.list.empty()
  }
}
