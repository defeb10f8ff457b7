import {
  coalesce,
  keyAfter,
  problemOf,
  requestKey,
  unreachable,
  type Client,
  type Core,
} from '../../api'
import type { Notices } from '../../ui/notices.svelte'
import { words } from '../../words'

/** The clients as the core tells them: all, or behind the wall of the active one that one alone. */
export class Switcher {
  #clients = $state.raw<readonly Client[]>([])
  readonly #core: Core
  readonly #notices: Notices

  /** Asks the core for the clients. Never throws; may be called at any time. */
  readonly load = coalesce(() => this.#load())

  constructor(core: Core, notices: Notices) {
    this.#core = core
    this.#notices = notices
  }

  get clients(): readonly Client[] {
    return this.#clients
  }

  /** Which of the nine colours a client has, by its name; 0: it is not known here. */
  colourOf(client: string): number {
    return this.#clients.find(({ name }) => name === client)?.colour ?? 0
  }

  /** Forgets the clients: they are behind a wall now. */
  forget(): void {
    this.#clients = []
  }

  /**
   * Works for a client, by name or number, or for all: empty. Calls `then` when the core did it; what
   * does not work becomes a notice.
   */
  async to(client: string, then: () => unknown, key = requestKey()): Promise<void> {
    try {
      await this.#core.switchTo(client, key)
      this.#notices.drop('switch')
    } catch (error) {
      const run = () => this.to(client, then, keyAfter(error, key))
      const retry = { label: words.trouble.retry, run }
      return this.#notices.put({ about: 'switch', sentence: problemOf(error).message, retry })
    }
    await then()
  }

  async #load(): Promise<void> {
    try {
      this.#clients = await this.#core.setup.clients()
      this.#notices.drop('clients')
    } catch (error) {
      const { code, message } = problemOf(error)
      if (code !== unreachable) this.#notices.put({ about: 'clients', sentence: message })
    }
  }
}
