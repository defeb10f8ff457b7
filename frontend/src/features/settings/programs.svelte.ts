import {
  coalesce,
  Trying,
  type App,
  type Capture,
  type Client,
  type Local,
  type Match,
  type Rule,
  type Setup,
} from '../../api'
import { words } from '../../words'

/** What a rule can do with a program's notifications here. */
type Kind = 'route' | 'mute' | 'private'

interface Told {
  capture: Capture
  apps: readonly App[]
  clients: readonly Client[]
  rules: Record<Kind, readonly Rule[]>
}

/** A program whose notifications were seen, and what rules say of it alone. */
export interface Program extends App {
  /** To which client it goes; empty: other rules decide. */
  client: string
  isMuted: boolean
  /** Its text is never stored. */
  isTextless: boolean
}

/**
 * The programs whose notifications were seen, and how the reading of them stands. What is chosen for
 * one is a rule as the page of rules has them; what is wrong stands in `trying` under its name.
 */
export class Programs {
  readonly trying = new Trying()
  #told = $state.raw<Told | null>(null)
  #turn: Promise<void> = Promise.resolve()
  readonly #local: Local
  readonly #setup: Setup
  readonly #say: (text: string) => void

  /** Asks the core for them. Never throws. */
  readonly load = coalesce(() => this.#load())

  /** `say` is told what was done. */
  constructor(local: Local, setup: Setup, say: (text: string) => void) {
    this.#local = local
    this.#setup = setup
    this.#say = say
  }

  /** How the reading stands; null until the core has told it. */
  get capture(): Capture | null {
    return this.#told?.capture ?? null
  }

  /** To whom a program can go. */
  get clients(): readonly Client[] {
    return this.#told?.clients ?? []
  }

  /** The programs, the busiest first, with what holds for an active client; empty: for all. */
  seen(active: string): Program[] {
    return (this.#told?.apps ?? []).map((app) => ({
      ...app,
      client: this.#of('route', app, active)[0]?.client ?? '',
      isMuted: this.#of('mute', app, active).length > 0,
      isTextless: this.#of('private', app, active).length > 0,
    }))
  }

  /**
   * Gives what a program sends from now on to a client; empty: other rules decide again. To another
   * client it goes in one act: undone once, all is as before.
   */
  give(app: App, to: string, active: string): Promise<void> {
    return this.#done(app, ['route', to], async (key) => {
      const before = this.#of('route', app, active)
      if (!to) return this.#remove(before)
      if (!before.length && (await this.#resume('route', app, active, to, key))) return
      const off = this.#kept('route', app, active).filter(({ off, client }) => off && client === to)
      await this.#setup.addRule(
        {
          ...{ kind: 'route', client: to, match: before[0]?.match ?? matchOf(app) },
          instead: [...before, ...off].map(({ id }) => id),
        },
        key,
      )
    })
  }

  /** Keeps a program out of the queue, or no longer: for an active client alone, where there is one. */
  mute(app: App, on: boolean, active: string): Promise<void> {
    return this.#switch('mute', app, on, active)
  }

  /** Never stores a program's texts, or does again. */
  withhold(app: App, on: boolean, active: string): Promise<void> {
    return this.#switch('private', app, on, active)
  }

  /** Forgets what was told: another client is worked for. */
  forget(): void {
    this.#told = null
  }

  #switch(kind: 'mute' | 'private', app: App, on: boolean, active: string): Promise<void> {
    const client = active ? { client: active } : {}
    return this.#done(app, [kind, on], async (key) => {
      if (on && (await this.#resume(kind, app, active, active, key))) return
      if (on) await this.#setup.addRule({ kind, match: matchOf(app), ...client }, key)
      else await this.#remove(this.#of(kind, app, active))
    })
  }

  // A rule for just that which was switched off is switched on again; false: there is none.
  async #resume(kind: Kind, app: App, active: string, to: string, key: string): Promise<boolean> {
    const [kept] = this.#kept(kind, app, active).filter(({ off, client }) => off && client === to)
    if (kept) await this.#setup.switchRule(kept.id, true, key)
    return kept !== undefined
  }

  async #remove(rules: readonly Rule[]): Promise<void> {
    for (const { id } of rules) await this.#setup.removeRule(id)
  }

  // The rules that speak of a program's notifications and of nothing else, in their order. Another
  // client's are not meant: a route there leads elsewhere, the others say nothing here.
  #of(kind: Kind, app: App, active: string): readonly Rule[] {
    return this.#kept(kind, app, active).filter(({ off }) => !off)
  }

  // Those that are off among them.
  #kept(kind: Kind, app: App, active: string): readonly Rule[] {
    const concerns = ({ client }: Rule) =>
      kind === 'route'
        ? this.clients.some(({ name }) => name === client)
        : !client || client === active
    return (this.#told?.rules[kind] ?? []).filter((rule) => concerns(rule) && namesOnly(rule, app))
  }

  // What is chosen goes by the rules that the choice before left, so one waits for the other.
  #done(app: App, content: unknown, act: (key: string) => Promise<void>): Promise<void> {
    const turn = this.#turn.then(async () => {
      const done = await this.trying.run(app.app, content, async (key) => {
        await act(key)
        return true
      })
      if (done) this.#say(words.form.saved)
      await this.load()
    })
    this.#turn = turn
    return turn
  }

  async #load(): Promise<void> {
    await this.trying.run('', null, async () => {
      const [{ capture, apps }, clients, route, mute, withheld] = await Promise.all([
        this.#local.apps(),
        this.#setup.clients(),
        this.#setup.rules('route'),
        this.#setup.rules('mute'),
        this.#setup.rules('private'),
      ])
      this.#told = { capture, apps, clients, rules: { route, mute, private: withheld } }
    })
  }
}

// Notifications alone: an account that calls itself the same is not muted along with its pop-ups.
function matchOf({ app }: App): Match {
  return { source: 'desktop', app }
}

function namesOnly({ builtin, match }: Rule, { app }: App): boolean {
  if (builtin || !app) return false
  const { app: named = '', source = '', ...rest } = match
  return (
    isSame(named, app) &&
    (!source || isSame(source, 'desktop')) &&
    Object.values(rest).every((asked) => !asked)
  )
}

// Case does not count, as in the core.
function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
