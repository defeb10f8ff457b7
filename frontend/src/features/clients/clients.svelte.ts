import {
  coalesce,
  problemOf,
  Doing,
  type Breach,
  type CheckIn,
  type Client,
  type NewCheckIn,
  type Setup,
} from '../../api'
import { words } from '../../words'
import { Draft } from './draft.svelte'
import { firstWay, hasWay, mendOf, type Way } from '../../waits/ways'

const settle = 250 // milliseconds: a wait that is being typed is checked when it stands still

/** The clients, and the one that is open. */
export class Clients {
  readonly trying: Doing
  /** The client that is open, as it is typed; null: the list is shown. */
  draft = $state<Draft | null>(null)
  #told = $state.raw<Client[] | null>(null)
  #checkIns = $state.raw<CheckIn[]>([])
  #breach = $state.raw<Breach | null>(null)
  #breachOf = '' // the client, as it was sent, that the breach is of
  #chosen = $state<Way | null>(null)
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0
  readonly #setup: Setup
  readonly #say: (text: string) => void

  /** Asks the core for the clients and the plan. Never throws. */
  readonly load = coalesce(() => this.#load())

  /** `say` is told what was done. */
  constructor(setup: Setup, say: (text: string) => void) {
    this.#setup = setup
    this.#say = say
    this.trying = new Doing(say, () => this.load())
  }

  /** Null until the core has told them. */
  get told(): readonly Client[] | null {
    return this.#told
  }

  /** How the plan breaks the longest wait of the open client as it is typed; null: it keeps it. */
  get breach(): Breach | null {
    return this.#breach
  }

  /** What is done about the breach when the client is stored; null: there is none. */
  get way(): Way | null {
    const { breach, draft } = this
    if (!breach || !draft) return null
    const chosen = this.#chosen
    if (chosen && hasWay(breach, chosen)) return chosen
    return firstWay(breach, draft.client.longestWaitMinutes !== draft.stored.longestWaitMinutes)
  }

  choose(way: Way): void {
    this.#chosen = way
  }

  /** Whether there is something to store: what was typed, or a way out that was chosen. */
  get unsaved(): boolean {
    const { draft } = this
    return !!draft && (!draft.id || draft.changed || (this.way ?? 'extra') !== 'extra')
  }

  /** The check-ins that repeat: a client's own ones, or, for "", the common ones. */
  checkInsOf(client: string): CheckIn[] {
    return this.#checkIns
      .filter((each) => each.client === client && !each.once && !each.off)
      .sort((a, b) => a.at.localeCompare(b.at))
  }

  open(client: Client): void {
    this.#show(new Draft(client))
  }

  openNew(): void {
    const used = (this.#told ?? []).flatMap(({ number, colour }) => [number, colour])
    const free = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((number) => !used.includes(number)) ?? 0
    this.#show(new Draft({ id: 0, name: '', number: free, colour: free || 1 }))
  }

  close(): void {
    this.#show(null)
  }

  /** Asks anew how the plan breaks the open client's wait. Waits while it is being typed. */
  check(wait = settle): void {
    clearTimeout(this.#timer)
    const client = this.draft?.client
    if (!client?.longestWaitMinutes) {
      this.#asked++
      this.#breach = null
    } else this.#timer = setTimeout(() => void this.#check(client), wait)
  }

  /** Stores the open client, and takes the way out of a breach that was chosen. False: `trying` says under "client" why not. */
  async save(): Promise<boolean> {
    const { draft } = this
    if (!draft) return false
    const { client, wrong } = draft
    this.trying.say('client', wrong)
    if (wrong) return false
    // A way counts for what it was shown for.
    const way = this.#breachOf === JSON.stringify(client) ? this.way : null
    const holds = way === 'longer' && this.breach?.holdsMinutes
    const sent = holds ? { ...client, longestWaitMinutes: holds } : client
    const saved = await this.trying.run('client', [sent, way], (key) =>
      this.#setup.saveClient(sent, key, mendOf(way)),
    )
    if (!saved) return false
    const left = draft.id ? '' : await this.#addOwn(saved.client.name, draft.checkIns)
    this.#say(words.form.saved)
    await this.load()
    if (this.draft === draft) this.open(saved.client)
    if (left) this.trying.say('check-ins', left)
    return true
  }

  /** Removes the open client; undo brings it back with its check-ins. */
  async remove(): Promise<boolean> {
    const client = this.draft?.stored
    if (!client?.id) return false
    const said = words.form.removed(client.name)
    const done = await this.trying.done('remove', client.id, said, (key) =>
      this.#setup.removeClient(client.id, key),
    )
    if (done) this.close()
    return done
  }

  addCheckIn(checkIn: NewCheckIn): Promise<boolean> {
    return this.trying.done('check-ins', checkIn, words.form.saved, (key) =>
      this.#setup.addCheckIn(checkIn, key),
    )
  }

  removeCheckIn({ id, at }: CheckIn): Promise<boolean> {
    const said = words.form.removed(at)
    return this.trying.done('check-ins', id, said, (key) => this.#setup.removeCheckIn(id, key))
  }

  /** Forgets what was told: another client is worked for. */
  forget(): void {
    this.#told = null
    this.close()
  }

  #show(draft: Draft | null): void {
    this.draft = draft
    this.#breach = null
    this.#chosen = null
    for (const about of ['client', 'remove', 'check-ins', 'check']) this.trying.say(about, '')
    this.check(0)
  }

  // Adds a template's check-ins to its client, which is stored by then. Says which are not; empty: none.
  async #addOwn(client: string, checkIns: Draft['checkIns']): Promise<string> {
    const left: string[] = []
    let why = ''
    for (const { at, days } of checkIns) {
      try {
        await this.#setup.addCheckIn({ at, days, client })
      } catch (error) {
        left.push(at)
        why ||= problemOf(error).message
      }
    }
    return why && words.clientPage.notAdded(left.join(', '), why)
  }

  // Of several answers only that to the last question counts.
  async #check(client: Client): Promise<void> {
    const asked = ++this.#asked
    const checked = await this.trying.run('check', client, async () => ({
      breach: await this.#setup.checkClient({ ...client, name: client.name || '–' }),
    }))
    if (asked !== this.#asked) return
    this.#breach = checked?.breach ?? null
    this.#breachOf = JSON.stringify(client)
  }

  async #load(): Promise<void> {
    await this.trying.run('load', null, async () => {
      const [clients, plan] = await Promise.all([this.#setup.clients(), this.#setup.plan()])
      this.#told = clients
      this.#checkIns = plan.checkIns
      this.#follow(clients)
    })
  }

  // An open client that nobody is typing in follows what is stored; one that is gone closes.
  #follow(clients: readonly Client[]): void {
    const { draft } = this
    if (!draft?.id) return
    const stored = clients.find(({ id }) => id === draft.id)
    if (!stored) return this.close()
    if (!draft.changed) this.draft = new Draft(stored)
    this.check(0)
  }
}
