import type createClient from 'openapi-fetch'
import { done, keyed, read } from './call'
import { kindInWords } from './inWords'
import { requestKey } from './key'
import { Problem } from './problem'
import type { components, paths } from './schema'

type Schemas = components['schemas']

/** An account, or what is always there, and how it is doing. Instants are RFC 3339. */
export type Source = Schemas['Source']
/** What accounts can be connected of, with the form. */
export type SourceKind = Omit<Schemas['Kind'], 'form' | 'hosts' | 'writes'> & {
  form: SourceField[]
  hosts: string[]
  writes: string[]
}
/** One field of a kind's form. */
export type SourceField = Omit<Schemas['Field'], 'choices'> & { choices: Schemas['Choice'][] }
/** An account as it is entered. */
export type NewSource = Omit<Schemas['NewSourceInputBody'], '$schema'>
/** What is to be written at a service. */
export type Write = Schemas['Write']

/** Who the user is at a service, and what would be found. */
export interface Checked {
  who: string
  finds: string[]
}

/** What is connected, and where its passwords are kept. */
export interface Connected {
  sources: Source[]
  secrets: Schemas['Sources']['secrets']
}

/** The accounts. As with Core, every method throws a Problem. */
export class Sources {
  readonly #client

  constructor(client: ReturnType<typeof createClient<paths>>) {
    this.#client = client
  }

  async list(): Promise<Connected> {
    const { sources, secrets } = await read(this.#client.GET('/api/v1/sources'))
    return { sources: sources ?? [], secrets }
  }

  async kinds(): Promise<SourceKind[]> {
    const { kinds } = await read(this.#client.GET('/api/v1/sources/kinds'))
    return (kinds ?? []).map(kindInWords) as SourceKind[]
  }

  /** Who the user would be, and what would be found. Stores nothing. */
  async try(body: NewSource): Promise<Checked> {
    const options = { headers: keyed(requestKey()), body }
    return (await read(this.#client.POST('/api/v1/sources/try', options))) as Checked
  }

  /**
   * Begins to connect an account in the browser, and gives the page to open. `source` is the account
   * that signs in again: secrets that are left out are as it has them.
   */
  connect(
    body: NewSource,
    source?: string,
    key = requestKey(),
  ): Promise<{ connection: string; url: string }> {
    const entered = { ...body, ...(source ? { source } : {}) }
    const options = { headers: keyed(key), body: entered }
    return read(this.#client.POST('/api/v1/sources/connect', options))
  }

  /** Whether the browser has answered; it throws too where the user or the service did not agree. */
  async connected(connection: string): Promise<boolean> {
    const options = { params: { path: { connection } } }
    const { state, sentence } = await read(
      this.#client.GET('/api/v1/sources/connect/{connection}', options),
    )
    if (state === 'failed') throw new Problem('sign_in', sentence)
    return state === 'done'
  }

  /** Waits no longer for the browser, and forgets what it brought. */
  async endConnecting(connection: string): Promise<void> {
    const options = { params: { path: { connection } }, headers: keyed(requestKey()) }
    await done(this.#client.DELETE('/api/v1/sources/connect/{connection}', options))
  }

  /** Connects an account, after it was checked. */
  add(body: NewSource, key = requestKey()): Promise<Source> {
    return read(this.#client.POST('/api/v1/sources', { headers: keyed(key), body }))
  }

  /** Changes an account, after it was checked. Secrets that are left out stay. */
  change(id: string, body: Omit<NewSource, 'kind'>, key = requestKey()): Promise<Source> {
    const options = { params: { path: { id } }, headers: keyed(key), body }
    return read(this.#client.PUT('/api/v1/sources/{id}', options))
  }

  async check(id: string): Promise<Checked> {
    const options = { params: { path: { id } }, headers: keyed(requestKey()) }
    return (await read(this.#client.POST('/api/v1/sources/{id}/check', options))) as Checked
  }

  async sync(id: string, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key) }
    await done(this.#client.POST('/api/v1/sources/{id}/sync', options))
  }

  async pause(id: string, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key) }
    await done(this.#client.POST('/api/v1/sources/{id}/pause', options))
  }

  async resume(id: string, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key) }
    await done(this.#client.POST('/api/v1/sources/{id}/resume', options))
  }

  /** Ends a first import: what came stays, the rest is left at the service. */
  async cancelImport(id: string, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key) }
    await done(this.#client.POST('/api/v1/sources/{id}/cancel-import', options))
  }

  /** Removes an account and says in a sentence what stays. */
  async remove(id: string, key = requestKey()): Promise<string> {
    const options = { params: { path: { id } }, headers: keyed(key) }
    return (await read(this.#client.DELETE('/api/v1/sources/{id}', options))).sentence
  }

  /** Gives the passphrase that locks the passwords, or chooses it. */
  async unlock(passphrase: string, key = requestKey()): Promise<void> {
    const options = { headers: keyed(key), body: { passphrase } }
    await done(this.#client.POST('/api/v1/sources/unlock', options))
  }

  /** What is to be written at services, what is not done with first. */
  async outbox(): Promise<Write[]> {
    return (await read(this.#client.GET('/api/v1/outbox'))).writes ?? []
  }

  async retry(id: number, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key) }
    await done(this.#client.POST('/api/v1/outbox/{id}/retry', options))
  }

  async withdraw(id: number, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key) }
    await done(this.#client.POST('/api/v1/outbox/{id}/withdraw', options))
  }
}
