import type createClient from 'openapi-fetch'
import { done, keyed, read } from './call'
import { requestKey } from './key'
import type { components, paths } from './schema'

type Schemas = components['schemas']

/** Something that the user wrote down: a decision, a blocker, a baton note or a note, in Markdown. */
export type RecordOf = Schemas['Record']
/** What sort of record it is. */
export type RecordKind = RecordOf['kind']
/** What a record says; `on`: of a blocker, on whom. */
interface Said {
  text: string
  on?: string
}
/** What the last days say. */
export type Insights = {
  [K in keyof Schemas['Insights']]: NonNullable<Schemas['Insights'][K]>
}
/** A change of the rules that the last weeks speak for. */
export type ChangeProposed = Schemas['ChangeProposed']

/** What the user wrote down, and what the days behind say. Every method throws a Problem. */
export class Records {
  readonly #client

  constructor(client: ReturnType<typeof createClient<paths>>) {
    this.#client = client
  }

  /** What is linked to an item: what stands first, then the newest. */
  async of(item: number): Promise<RecordOf[]> {
    const params = { query: { item } }
    return (await read(this.#client.GET('/api/v1/records', { params }))).records ?? []
  }

  /** What is a client's: what stands first, then the newest. */
  async ofClient(client: string, limit = 200): Promise<RecordOf[]> {
    const params = { query: { client, limit } }
    return (await read(this.#client.GET('/api/v1/records', { params }))).records ?? []
  }

  /** Writes something down for a client, without an item. */
  addFor(kind: RecordKind, client: string, says: Said, key = requestKey()): Promise<RecordOf> {
    const body = { kind, client, ...says }
    return read(this.#client.POST('/api/v1/records', { headers: keyed(key), body }))
  }

  add(kind: RecordKind, item: number, text: string, key = requestKey()): Promise<RecordOf> {
    const body = { kind, item, text }
    return read(this.#client.POST('/api/v1/records', { headers: keyed(key), body }))
  }

  /** Changes what a record says. */
  change(id: number, body: Said, key = requestKey()): Promise<RecordOf> {
    const options = { params: { path: { id } }, headers: keyed(key), body }
    return read(this.#client.PUT('/api/v1/records/{id}', options))
  }

  /** Says that a record is resolved, or that it stands again. */
  resolve(id: number, resolved: boolean, key = requestKey()): Promise<RecordOf> {
    const options = { params: { path: { id } }, headers: keyed(key), body: { resolved } }
    return read(this.#client.PUT('/api/v1/records/{id}', options))
  }

  async remove(id: number, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key) }
    await done(this.#client.DELETE('/api/v1/records/{id}', options))
  }

  async insights(days: number): Promise<Insights> {
    const params = { query: { days } }
    return (await read(this.#client.GET('/api/v1/insights', { params }))) as Insights
  }

  /** Says whether a break-through was worth the interruption. */
  async worth(arrival: number, worth: boolean, key = requestKey()): Promise<void> {
    const options = { headers: keyed(key), body: { arrival, worth } }
    await done(this.#client.POST('/api/v1/insights/worth', options))
  }

  async proposals(): Promise<ChangeProposed[]> {
    return (await read(this.#client.GET('/api/v1/insights/proposals'))).proposals ?? []
  }

  async answer(id: string, accept: boolean, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key) }
    await (accept
      ? done(this.#client.POST('/api/v1/insights/proposals/{id}/accept', options))
      : done(this.#client.POST('/api/v1/insights/proposals/{id}/decline', options)))
  }
}
