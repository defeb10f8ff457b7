import { problemOf, type Item, type RecordKind, type Whole } from '../../api'
import type { Question, TriageVerb } from './verbs'

/** What is asked, and of which items. */
interface Asking {
  question: Question | 'route' | 'capture' | 'sure' | 'group' | 'save' | 'record'
  items: readonly Item[]
  /** Where it is about more than the items here: all of them by number, and whose they are. */
  whole?: Whole
  /** What is to be done when the user is sure. */
  verb?: TriageVerb
  /** For a route: the client that the items were given to. */
  client?: string
}

function nothing() {
  return { snooze: '', who: '', ask: '', capture: '', save: '', record: '' }
}

/** The question that is open before something is done to items, and what was written into it. */
export class Triage {
  /** What was written; it stays when the question is closed, so that nothing is lost. */
  readonly draft = $state(nothing())
  /** What sort of record is to be written down. */
  recordKind = $state<RecordKind>('decision')
  #asking = $state.raw<Asking | null>(null)
  #wrong = $state.raw('')
  #busy = $state.raw(false)

  /** What is asked; null: nothing. */
  get asking(): Asking | null {
    return this.#asking
  }

  /** Why the answer cannot be taken, in a sentence; empty: nothing is wrong. */
  get wrong(): string {
    return this.#wrong
  }

  ask(asking: Asking): void {
    const [item] = asking.items
    if (asking.question === 'wait' && !this.draft.who && item) this.draft.who = item.from
    this.#asking = asking
    this.#wrong = ''
  }

  close(): void {
    this.#asking = null
    this.#wrong = ''
  }

  refuse(sentence: string): void {
    this.#wrong = sentence
  }

  /** Gives an answer: closes the question if it is taken, says why if it is not. One at a time. */
  async answer(take: () => Promise<unknown>): Promise<boolean> {
    if (this.#busy) return false
    this.#busy = true
    const asked = this.#asking
    try {
      await take()
      if (this.#asking === asked) this.close()
      return true
    } catch (error) {
      if (this.#asking === asked) this.#wrong = problemOf(error).message
      return false
    } finally {
      this.#busy = false
    }
  }

  /** Forgets what was written: it was taken, or is another client's. */
  forget(): void {
    Object.assign(this.draft, nothing())
    this.close()
  }
}
