import { SvelteMap } from 'svelte/reactivity'
import { keyAfter, requestKey } from './key'
import { problemOf } from './problem'

/**
 * Acts of a form, and what is wrong with each in a sentence, for beside the field. An act that was
 * not answered is sent again with its key when the same is tried again, so that it happens once.
 */
export class Trying {
  #wrong = new SvelteMap<string, { code: string; sentence: string }>()
  #keys = new SvelteMap<string, string>() // of attempts that failed

  /** What is wrong with a thing; empty: nothing. */
  wrong(about: string): string {
    return this.#wrong.get(about)?.sentence ?? ''
  }

  /** The code of what the core said against a thing; empty: it said nothing. */
  code(about: string): string {
    return this.#wrong.get(about)?.code ?? ''
  }

  /** Says that something is wrong before the core is asked; empty: nothing is any more. */
  say(about: string, sentence: string): void {
    if (sentence) this.#wrong.set(about, { code: '', sentence })
    else this.#wrong.delete(about)
  }

  /**
   * Runs an act with its request key and gives what it gave; null: it did not work, and `wrong` says
   * why. `content` is what is sent: another content is another act.
   */
  async run<T>(
    about: string,
    content: unknown,
    act: (key: string) => Promise<T>,
  ): Promise<T | null> {
    const name = `${about} ${JSON.stringify(content)}`
    const key = this.#keys.get(name) ?? requestKey()
    try {
      const answer = await act(key)
      this.#keys.delete(name)
      this.#wrong.delete(about)
      return answer
    } catch (error) {
      this.#keys.set(name, keyAfter(error, key))
      const { code, message: sentence } = problemOf(error)
      this.#wrong.set(about, { code, sentence })
      return null
    }
  }
}
