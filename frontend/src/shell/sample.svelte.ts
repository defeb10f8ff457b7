import { problemOf, requestKey, type Local } from '../api'
import { inWindow } from './links'

/** The sample data: opened beside this profile, in a window or a browser, and ended from within. */
export class Sample {
  #opening = $state(false)
  #opened = $state(false)
  #link = $state('')
  #wrong = $state('')
  #ended = $state(false)
  readonly #local: Local

  constructor(local: Local) {
    this.#local = local
  }

  /** Whether they are being made. */
  get opening(): boolean {
    return this.#opening
  }

  /** Whether they are open in a window. */
  get opened(): boolean {
    return this.#opened
  }

  /** What opens them in a browser, once; empty: nothing yet. */
  get link(): string {
    return this.#link
  }

  /** Why they are not open, in a sentence; empty: nothing is wrong. */
  get wrong(): string {
    return this.#wrong
  }

  /** Whether this page showed them and they have ended. */
  get ended(): boolean {
    return this.#ended
  }

  /** Opens them where the user is: in a window of their own, or in a new tab. */
  async open(): Promise<void> {
    this.#opening = true
    this.#wrong = ''
    this.#link = ''
    try {
      this.#link = await this.#local.openSample(inWindow())
      this.#opened = !this.#link
    } catch (error) {
      this.#wrong = problemOf(error).message
    }
    this.#opening = false
  }

  /** The link was followed; it works once. */
  followed(): void {
    this.#link = ''
  }

  async end(): Promise<void> {
    try {
      await this.#local.endSample(requestKey())
      this.#ended = true
    } catch (error) {
      this.#wrong = problemOf(error).message
    }
  }
}
