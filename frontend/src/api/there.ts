import type createClient from 'openapi-fetch'
import { acted, keyed, read } from './call'
import { requestKey } from './key'
import type { paths } from './schema'
import type { Act } from './core'

type Written =
  paths['/api/v1/items/{id}/write']['post']['requestBody']['content']['application/json']
/** What can be done where an item came from, beside a reply. */
export type ThereVerb = Written['verb']

/** What is done where an item came from, or with what it says of another place. As with Core, every method throws a Problem. */
export class There {
  readonly #client

  constructor(client: ReturnType<typeof createClient<paths>>) {
    this.#client = client
  }

  /** Answers; it waits a moment in the outbox, so that undo can take it back. */
  async reply(id: number, text: string, key = requestKey()): Promise<Act> {
    const options = { params: { path: { id } }, headers: keyed(key), body: { text } }
    return acted(this.#client.POST('/api/v1/items/{id}/reply', options))
  }

  /** Does something; it waits as a reply does. */
  async write(id: number, verb: ThereVerb, key = requestKey()): Promise<Act> {
    const options = { params: { path: { id } }, headers: keyed(key), body: { verb } }
    return acted(this.#client.POST('/api/v1/items/{id}/write', options))
  }

  /** Makes an item of its own of an arrival that was taken for the same as another. */
  async split(id: number, arrival: number, key = requestKey()): Promise<Act> {
    const options = { params: { path: { id } }, headers: keyed(key), body: { arrival } }
    return acted(this.#client.POST('/api/v1/items/{id}/split', options))
  }

  /** Opens a link of an item with its client's command; false: the client has none. */
  async open(id: number, link: string, key = requestKey()): Promise<boolean> {
    const body = link ? { link } : {}
    const options = { params: { path: { id } }, headers: keyed(key), body }
    return (await read(this.#client.POST('/api/v1/items/{id}/open', options))).opened
  }
}
