import { Trying, type Core, type TimeImport } from '../../api'
import { words } from '../../words'

/** Taking in Toggl's report: a file, what it would bring, then doing it. */
export class Importing {
  readonly trying = new Trying()
  #open = $state(false)
  #csv = ''
  #preview = $state.raw<TimeImport | null>(null)
  #clients = $state.raw<Record<string, string>>({})
  readonly #core: Core
  readonly #done: (said: string) => unknown

  constructor(core: Core, done: (said: string) => unknown) {
    this.#core = core
    this.#done = done
  }

  /** Whether the question is open. */
  get open(): boolean {
    return this.#open
  }

  /** What the file would bring; null: there is none yet, or it cannot be read. */
  get preview(): TimeImport | null {
    return this.#preview
  }

  begin(): void {
    this.close()
    this.#open = true
  }

  close(): void {
    this.#open = false
    this.#csv = ''
    this.#preview = null
    this.#clients = {}
    this.trying.say('import', '')
  }

  /** Looks at a file. Stores nothing. */
  look(csv: string): Promise<void> {
    this.#csv = csv
    this.#clients = {}
    return this.#look()
  }

  /** Says whose a name in the file is; empty: it is left out. */
  assign(name: string, client: string): Promise<void> {
    this.#clients = { ...this.#clients, [name]: client }
    return this.#look()
  }

  /** Whose a name was said to be; null: nothing was said. */
  said(name: string): string | null {
    return this.#clients[name] ?? null
  }

  /** Takes it in, as one act. */
  async take(): Promise<void> {
    const content = [this.#csv, this.#clients]
    const brought = await this.trying.run('import', content, (key) =>
      this.#core.time.import(this.#csv, this.#clients, false, key),
    )
    if (!brought) return
    this.close()
    this.#done(words.time.imported(brought.new))
  }

  async #look(): Promise<void> {
    const asked = [this.#csv, this.#clients] as const
    const preview = await this.trying.run('import', ['look', ...asked], (key) =>
      this.#core.time.import(...asked, true, key),
    )
    if (asked[0] === this.#csv && asked[1] === this.#clients) this.#preview = preview
  }
}
