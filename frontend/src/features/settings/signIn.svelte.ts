import type { NewSource, Sources, Trying } from '../../api'

/** How often the core is asked whether the browser has answered, in milliseconds. */
const every = 1000

/** What is awaited, or was brought and not used yet. */
interface Begun {
  about: string
  connection: string
  /** Empty once the browser has answered. */
  url: string
}

/** Signing in with the browser, for one account at a time. What went wrong stands in `trying`. */
export class SignIn {
  #begun = $state.raw<Begun | null>(null)
  readonly #sources: Sources
  readonly #trying: Trying
  readonly #open: (url: string) => unknown

  /** `open` opens an address in the user's own browser. */
  constructor(sources: Sources, trying: Trying, open: (url: string) => unknown) {
    this.#sources = sources
    this.#trying = trying
    this.#open = open
  }

  /** The page at which the user is asked, while that is awaited; empty: it is not. */
  waiting(about: string): string {
    return this.#begun?.about === about ? this.#begun.url : ''
  }

  /**
   * Opens the page at which the user is asked, and gives the connection that the answer brings; null:
   * there is none, or `end` came first. `source` is the account that signs in again.
   */
  async run(about: string, entered: NewSource, source?: string): Promise<string | null> {
    this.end()
    const began = await this.#trying.run(about, { connect: entered }, (key) =>
      this.#sources.connect(entered, source, key),
    )
    if (!began) return null
    const begun = { about, ...began }
    this.#begun = begun
    this.#open(begun.url)
    return this.#trying.run(about, begun, () => this.#answer(begun))
  }

  /** Awaits the browser no longer, for one account or for any, and forgets what it brought. */
  end(about = this.#begun?.about): void {
    const begun = this.#begun
    if (!begun || begun.about !== about) return
    this.#begun = null
    // Where this does not come through, it ends by itself after some minutes.
    this.#sources.endConnecting(begun.connection).catch(() => undefined)
  }

  /** What the browser brought is kept with its account now. */
  used(about: string): void {
    if (this.#begun?.about === about) this.#begun = null
  }

  // Null: it was called off.
  async #answer(begun: Begun): Promise<string | null> {
    const { connection } = begun
    try {
      do await new Promise((resolve) => setTimeout(resolve, every))
      while (this.#begun === begun && !(await this.#sources.connected(connection)))
    } catch (error) {
      if (this.#begun !== begun) return null
      this.end()
      throw error
    }
    if (this.#begun !== begun) return null
    this.#begun = { ...begun, url: '' }
    return connection
  }
}
