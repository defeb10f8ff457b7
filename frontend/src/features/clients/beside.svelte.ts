import {
  problemOf,
  Trying,
  type Core,
  type RecordOf,
  type Source,
  type Template,
  type TimeTotal,
} from '../../api'
import { words } from '../../words'
import { Notebook } from './notebook.svelte'

/** What stands beside a client: what was written down, what is connected, this week, what it may be told. */
interface Told {
  id: number
  name: string
  records: readonly RecordOf[]
  sources: readonly Source[]
  week: TimeTotal | null
  /** What the client may be told of the plan; empty: nothing is planned or promised. */
  promise: string
}

/** What is known of the client that is open, apart from itself. */
export class Beside {
  readonly trying = new Trying()
  readonly notebook: Notebook
  #told = $state.raw<Told | null>(null)
  #templates = $state.raw<Template[]>([])
  #exporting = $state(false)
  #exported = $state('')
  #abort: AbortController | null = null
  readonly #core: Core

  /** `say` is told what was done. */
  constructor(core: Core, say: (text: string) => void) {
    this.#core = core
    this.notebook = new Notebook(core.records, (said) => {
      say(said)
      return this.again()
    })
  }

  /** Null until the core has told it. */
  get told(): Told | null {
    return this.#told
  }

  get templates(): readonly Template[] {
    return this.#templates
  }

  get exporting(): boolean {
    return this.#exporting
  }

  /** Where the last export went; empty: there was none. */
  get exported(): string {
    return this.#exported
  }

  /** Asks for what stands beside a client. Never throws; another client's is never shown for it. */
  async load(id: number, name: string): Promise<void> {
    if (this.#told?.name !== name) this.forget()
    await this.trying.run('beside', name, async () => {
      const [records, { sources }, { clients }, texts] = await Promise.all([
        this.#core.records.ofClient(name),
        this.#core.sources.list(),
        this.#core.time.sheet(),
        this.#core.setup.promise(id),
      ])
      this.#told = {
        id,
        name,
        records,
        sources: sources.filter(({ client }) => client === name),
        week: clients.find(({ client }) => client === name) ?? null,
        promise: texts[words.locale.slice(0, 2)] ?? texts['en'] ?? '',
      }
    })
  }

  async loadTemplates(): Promise<void> {
    const told = await this.trying.run('templates', null, () => this.#core.setup.templates())
    this.#templates = told ?? []
  }

  /** Asks anew for what stands beside the client that was asked for last. */
  async again(): Promise<void> {
    if (this.#told) await this.load(this.#told.id, this.#told.name)
  }

  /** Writes all that is the client's into a file. */
  async export(name: string): Promise<void> {
    this.#exported = ''
    this.#exporting = true
    this.#abort = new AbortController()
    const { signal } = this.#abort
    try {
      this.#exported = await this.#core.local.exportFile(name, signal)
      this.trying.say('export', '')
    } catch (error) {
      this.trying.say('export', signal.aborted ? '' : problemOf(error).message)
    }
    this.#exporting = false
  }

  cancelExport(): void {
    this.#abort?.abort()
  }

  /** Forgets what was told: another client is open or worked for. */
  forget(): void {
    this.#told = null
    this.#exported = ''
  }
}
