import {
  coalesce,
  requestKey,
  Trying,
  type Checked,
  type Client,
  type Connected,
  type NewSource,
  type Setup,
  type Source,
  type SourceKind,
  type Sources,
  type Write,
} from '../../api'
import { words } from '../../words'
import { SignIn } from './signIn.svelte'

/** What is connected, what can be, and what is on its way out. */
interface Told extends Connected {
  kinds: readonly SourceKind[]
  clients: readonly Client[]
  writes: readonly Write[]
}

/** The accounts, as the settings show them. What is wrong with one stands in `trying` under its id. */
export class Accounts {
  readonly trying = new Trying()
  readonly signIn: SignIn
  #told = $state.raw<Told | null>(null)
  #checked = $state.raw<{ id: string; found: Checked } | null>(null)
  #busy = $state('')
  readonly #sources: Sources
  readonly #setup: Setup
  readonly #say: (text: string) => void

  /** Asks the core for the accounts. Never throws. */
  readonly load = coalesce(() => this.#load())

  /** `say` is told what was done; `open` opens an address in the user's own browser. */
  constructor(
    sources: Sources,
    setup: Setup,
    say: (text: string) => void,
    open: (url: string) => unknown,
  ) {
    this.signIn = new SignIn(sources, this.trying, open)
    this.#sources = sources
    this.#setup = setup
    this.#say = say
  }

  /** Null until the core has told them. */
  get told(): Told | null {
    return this.#told
  }

  /** What the last check found, and of which account ("" is the form); null: nothing was checked. */
  get checked(): { id: string; found: Checked } | null {
    return this.#checked
  }

  /** The account that is being asked, "new" for the form; empty: none. */
  get busy(): string {
    return this.#busy
  }

  kindOf({ kind }: Source): SourceKind | undefined {
    return this.#told?.kinds.find((each) => each.kind === kind)
  }

  /** The colour of a client by its name; 0: it is not known here. */
  colourOf(client: string): number {
    return this.#told?.clients.find(({ name }) => name === client)?.colour ?? 0
  }

  /** Whether an account needs the user. */
  get needy(): boolean {
    return (this.#told?.sources ?? []).some((each) => each.condition === 'needs_you')
  }

  /** Says who the user would be at a service, and what would be found. Stores nothing. */
  async try(entered: NewSource): Promise<void> {
    this.#checked = null
    const found = await this.#asking('new', () => this.#sources.try(entered))
    if (found) this.#checked = { id: '', found }
  }

  async add(entered: NewSource): Promise<boolean> {
    const added = await this.#asking('new', (key) => this.#sources.add(entered, key), entered)
    if (!added) return false
    this.#checked = null
    this.signIn.used('new')
    this.#say(words.accounts.added(added.name))
    await this.load()
    return true
  }

  /** Changes an account, once it was checked; secrets that are left out stay. */
  change(source: Source, stored: NewSource): Promise<boolean> {
    return this.#change(source, stored, words.accounts.changed)
  }

  /** Signs in anew with the browser; all else of the account stays as it is. */
  async signInAgain(source: Source): Promise<void> {
    const { id, kind, settings, name, client, minutes, doneToo } = source
    const stored = { kind, settings, secrets: {}, name, client: client || 'none', minutes, doneToo }
    const connection = await this.signIn.run(id, stored, id)
    if (!connection) return
    await this.#change(source, { ...stored, connection }, words.accounts.signedIn)
    this.signIn.end(id)
  }

  async #change({ id }: Source, stored: NewSource, said: (name: string) => string) {
    const entered: Omit<NewSource, 'kind'> & { kind?: string } = { ...stored }
    delete entered.kind // an account never becomes one of another kind
    const act = (key: string) => this.#sources.change(id, entered, key)
    const changed = await this.#asking(id, act, entered)
    if (changed) {
      this.signIn.used(id)
      this.#say(said(changed.name))
    }
    await this.load()
    return changed !== null
  }

  async check({ id }: Source): Promise<void> {
    this.#checked = null
    const found = await this.#asking(id, () => this.#sources.check(id))
    if (found) this.#checked = { id, found }
    await this.load()
  }

  async sync({ id }: Source): Promise<void> {
    await this.#asking(id, (key) => this.#sources.sync(id, key).then(() => true))
    await this.load()
  }

  /** Asks an account no longer, or goes on asking it. */
  async pause({ id, paused }: Source): Promise<void> {
    const act = (key: string) =>
      paused ? this.#sources.resume(id, key) : this.#sources.pause(id, key)
    await this.#asking(id, (key) => act(key).then(() => true), !paused)
    await this.load()
  }

  /** Ends a first import: what came stays, the rest is left where it is. */
  async cancelImport({ id }: Source): Promise<void> {
    const act = (key: string) => this.#sources.cancelImport(id, key).then(() => true)
    if (await this.#asking(id, act)) this.#say(words.accounts.importStopped)
    await this.load()
  }

  async remove({ id }: Source): Promise<void> {
    const stays = await this.#asking(id, (key) => this.#sources.remove(id, key))
    if (stays) this.#say(stays)
    await this.load()
  }

  async unlock(passphrase: string): Promise<void> {
    await this.#asking('secrets', (key) => this.#sources.unlock(passphrase, key).then(() => true))
    await this.load()
  }

  /** Sends again what failed, or takes it back. */
  async settle({ id }: Write, again: boolean): Promise<void> {
    const act = (key: string) =>
      again ? this.#sources.retry(id, key) : this.#sources.withdraw(id, key)
    await this.#asking('outbox', (key) => act(key).then(() => true), [id, again])
    await this.load()
  }

  /** Drops what is said of an account, or of the form. */
  quiet(about: string): void {
    this.#checked = null
    this.trying.say(about, '')
  }

  /** Forgets what was told: another client is worked for. */
  forget(): void {
    this.#told = null
    this.#checked = null
    this.signIn.end()
  }

  async #asking<T>(
    about: string,
    act: (key: string) => Promise<T>,
    content: unknown = requestKey(),
  ): Promise<T | null> {
    this.#busy = about
    const answer = await this.trying.run(about, content, act)
    this.#busy = ''
    return answer
  }

  async #load(): Promise<void> {
    await this.trying.run('accounts', null, async () => {
      const [connected, kinds, clients, writes] = await Promise.all([
        this.#sources.list(),
        this.#sources.kinds(),
        this.#setup.clients(),
        this.#sources.outbox(),
      ])
      this.#told = { ...connected, kinds, clients, writes }
    })
  }
}
