import {
  problemOf,
  Trying,
  type Away,
  type AwayAnswer,
  type Client,
  type Core,
  type Resume,
  type Session,
} from '../../api'
import { words } from '../../words'

/** What is asked about time: for whom to begin, or where the user stops. */
export type Asking =
  | { kind: 'start'; client: string }
  | { kind: 'stop'; session: Session }
  /** The client is changed afterwards, whatever was answered. */
  | { kind: 'switch'; session: Session; then: () => unknown }

interface Given {
  core: Core
  /** The session that is running; null: none is. */
  running: () => Session | null
  clients: () => readonly Client[]
  /** Says what was done, and asks how things stand after it. */
  said: (text: string) => unknown
}

/** Starts and ends sessions, keeps the line on where to go on, and asks about times away. */
export class Sessions {
  readonly trying = new Trying()
  /** What was written; it stays when a question is closed, so that nothing is lost. */
  readonly draft = $state({ project: '', since: '', resume: '' })
  #asking = $state.raw<Asking | null>(null)
  #left = $state.raw<Resume | null>(null)
  #told = $state.raw<Resume | null>(null)
  #here = $state.raw<Resume | null>(null)
  #busy = false
  readonly #given: Given

  constructor(given: Given) {
    this.#given = given
  }

  /** What is asked; null: nothing. */
  get asking(): Asking | null {
    return this.#asking
  }

  /** Where work for the client that a session is to begin for was left; null: not known. */
  get left(): Resume | null {
    return this.#left
  }

  /** What is shown on return to a client; null: nothing. */
  get told(): Resume | null {
    return this.#told
  }

  /** Asks where the user stops, or for whom to begin: the active client, or one that is chosen. */
  toggle(active: string): void {
    const session = this.#given.running()
    if (session) return this.#ask({ kind: 'stop', session })
    this.#ask({ kind: 'start', client: active })
    void (active ? this.choose(active) : this.#propose())
  }

  // With all clients shown, the one that was worked for last today is proposed.
  async #propose(): Promise<void> {
    const today = await this.#given.core.time.sessions().catch(problemOf)
    const last = today instanceof Error ? undefined : today.at(-1)
    if (last && this.#asking?.kind === 'start' && !this.#asking.client)
      await this.choose(last.client)
  }

  /** For whom a session is to begin; its last project is proposed. */
  async choose(client: string): Promise<void> {
    this.#asking = { kind: 'start', client }
    this.#left = null
    const found = this.#given.clients().find(({ name }) => name === client)
    if (!found) return
    const left = await this.#given.core.time.resume(found.id).catch(problemOf)
    if (left instanceof Error || this.#asking?.kind !== 'start') return
    this.#left = left
    if (!this.draft.project) this.draft.project = left.project
  }

  /** Asks for one line before another client is worked for; without a session goes on at once. */
  leave(to: string, then: () => unknown): unknown {
    const session = this.#given.running()
    if (!session || session.client === to) return then()
    this.#ask({ kind: 'switch', session, then })
  }

  /** Begins a session; `startedAt` null: now. */
  start(startedAt: string | null): Promise<void> {
    const asking = this.#asking
    if (asking?.kind !== 'start') return Promise.resolve()
    const { project } = this.draft
    const body = { client: asking.client, project, ...(startedAt ? { startedAt } : {}) }
    return this.#do(body, async (key) => {
      await this.#given.core.time.start(body, key)
      this.forget()
      this.#given.said(words.session.started(asking.client))
    })
  }

  /** Ends the session with what was written, and goes on. */
  async stop(): Promise<void> {
    const asking = this.#asking
    if (!asking || asking.kind === 'start') return
    const resume = this.draft.resume.trim()
    await this.#do({ resume, session: asking.session.id }, async (key) => {
      const { client } = await this.#given.core.time.stop(resume, key)
      this.forget()
      if (asking.kind === 'switch') asking.then()
      else this.#given.said(words.session.stopped(client))
    })
  }

  /** Goes on without a line: a switch happens all the same, a session that was to be ended runs on. */
  skip(): void {
    const asking = this.#asking
    this.close()
    if (asking?.kind === 'switch') asking.then()
  }

  close(): void {
    this.#asking = null
    this.trying.say('session', '')
  }

  /** Shows where work for a client was left, if a line was written. */
  async welcome(client: string): Promise<void> {
    this.#told = null
    const found = this.#given.clients().find(({ name }) => name === client)
    if (!found) return
    const left = await this.#given.core.time.resume(found.id).catch(problemOf)
    if (left instanceof Error) return
    this.#told = left.resume ? left : null
  }

  /** Where work for a client was left, as `here`; empty: for nobody. */
  async look(client: string): Promise<void> {
    this.#here = null
    const found = this.#given.clients().find(({ name }) => name === client)
    if (!found) return
    const left = await this.#given.core.time.resume(found.id).catch(problemOf)
    if (!(left instanceof Error) && left.client === client) this.#here = left
  }

  /** Where work was left for the client that was looked at last; null: it is not known. */
  get here(): Resume | null {
    return this.#here
  }

  /** Puts away what was shown on return. */
  dismiss(): void {
    this.#told = null
  }

  answer(away: Away, answer: AwayAnswer): Promise<void> {
    return this.#do({ away: away.id, answer }, async (key) => {
      await this.#given.core.time.answerAway(away.id, answer, key)
      this.#given.said(words.session.awaySaid[answer])
    })
  }

  /** Forgets what was written: it was taken, or is another client's. */
  forget(): void {
    Object.assign(this.draft, { project: '', since: '', resume: '' })
    this.#left = this.#told = this.#here = null
    this.close()
  }

  #ask(asking: Asking): void {
    this.trying.say('session', '')
    this.#asking = asking
  }

  async #do(content: unknown, act: (key: string) => Promise<void>): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    await this.trying.run('session', content, act)
    this.#busy = false
  }
}
