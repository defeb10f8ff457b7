import { problemOf, type Core, type Item, type ItemDetail, type RecordOf } from '../api'
import type { Action } from '../ui/action'
import type { There } from './there'

/** What can be done with what was written down about an item, and how a break-through is judged. */
export interface Notes {
  resolve: (record: RecordOf) => unknown
  remove: (record: RecordOf) => unknown
  answers: readonly Action[]
  there: There
}

const settle = 80 // milliseconds: a cursor that runs down the list asks only where it stops

/** The messages of the item under the cursor, fetched when the cursor comes to rest. */
export class Thread {
  #detail = $state.raw<ItemDetail | null>(null)
  #records = $state.raw<readonly RecordOf[]>([])
  #failed = $state.raw<string | null>(null)
  #timer: ReturnType<typeof setTimeout> | undefined
  #wanted: number | null = null
  readonly #core: Core

  constructor(core: Core) {
    this.#core = core
  }

  /** The messages of an item; null while they are not here yet. */
  of(item: Item): ItemDetail['thread'] | null {
    return this.#detail?.id === item.id ? this.#detail.thread : null
  }

  /** All that is known of an item; null while it is not here yet. */
  detailOf(item: Item): ItemDetail | null {
    return this.#detail?.id === item.id ? this.#detail : null
  }

  /** Fetches the item that is shown anew, once for all that changes at the same time. */
  again(): void {
    const id = this.#wanted
    clearTimeout(this.#timer)
    if (id !== null) this.#timer = setTimeout(() => void this.load(id), settle)
  }

  /** What was written down about an item, as far as it is here. */
  recordsOf(item: Item): readonly RecordOf[] {
    return this.#detail?.id === item.id ? this.#records : []
  }

  /** Why the messages could not be had, in a sentence. */
  get failed(): string | null {
    return this.#failed
  }

  /** Fetches the messages of an item, unless it is shown already; what was asked for before is given up. */
  show(item: Item | null): void {
    const id = item?.id ?? null
    if (id === this.#wanted) return
    this.#wanted = id
    this.#failed = null
    this.again()
  }

  /** Fetches the messages now. Never throws. */
  async load(id: number): Promise<void> {
    try {
      const [detail, records] = await Promise.all([this.#core.item(id), this.#core.records.of(id)])
      if (this.#wanted !== id) return
      this.#detail = detail
      this.#records = records
      this.#failed = null
    } catch (error) {
      if (this.#wanted === id) this.#failed = problemOf(error).message
    }
  }
}
