import type createClient from 'openapi-fetch'
import { done, keyed, read } from './call'
import type { Item, ListState } from './core'
import { requestKey } from './key'
import type { components, paths } from './schema'

type Schemas = components['schemas']
type Asked = NonNullable<paths['/api/v1/queue']['get']['parameters']['query']>

/** By what the rows of a list can stand together; undefined: nothing. */
export type GroupedBy = Asked['group']
/** A search that was saved, as a tab of the queue. */
export type View = Schemas['View']
/** A group of a list: whose or what its items are (empty: nobody's), and how many they are. */
export type Group = Schemas['Group']

/** Which items a list has: those in a state, or that a search finds; without either what is open. */
export interface Which {
  state?: ListState
  query?: string
  group?: GroupedBy
  order?: Asked['order']
}

/** Which part of a list is wanted: around an item where it is in the list, else after so many. */
export interface Wanted {
  offset: number
  limit: number
  near: number | null
}

/** A part of a list: what comes before it, how long the whole is, and the groups of the whole. */
export interface Part {
  items: readonly Item[]
  offset: number
  total: number
  groups: readonly Group[]
}

/** All items of a list by their numbers, and the names of the clients that they belong to. */
export interface Whole {
  ids: readonly number[]
  clients: readonly string[]
}

/** Lists of items, of which a part at a time is fetched, and the searches that were saved. */
export class Lists {
  readonly #client

  constructor(client: ReturnType<typeof createClient<paths>>) {
    this.#client = client
  }

  /** A part of a list, without the texts of its items. */
  async part(which: Which, { offset, limit, near }: Wanted): Promise<Part> {
    const query = {
      ...asked(which),
      offset,
      limit,
      ...(near === null ? {} : { near }),
      brief: true,
    }
    const told = await read(this.#client.GET('/api/v1/queue', { params: { query } }))
    const items = (told.items ?? []) as Item[]
    return {
      items,
      offset: told.offset ?? 0,
      total: told.total ?? items.length,
      groups: told.groups ?? [],
    }
  }

  /** All that a check-in brought and that is in a state, without the texts. */
  async ofRun(run: number, state: ListState): Promise<Item[]> {
    const params = { query: { run, state, brief: true } }
    return ((await read(this.#client.GET('/api/v1/queue', { params }))).items ?? []) as Item[]
  }

  /** All of a list, to do something to all of it. */
  async all(which: Which): Promise<Whole> {
    const { state, q } = asked(which)
    const query = { ...(state ? { state } : {}), ...(q ? { q } : {}) }
    const { items, clients } = await read(
      this.#client.GET('/api/v1/queue/all', { params: { query } }),
    )
    return { ids: items ?? [], clients: clients ?? [] }
  }

  /** How many open items each client has, by its name; empty: nobody's. */
  async counts(): Promise<ReadonlyMap<string, number>> {
    const { counts } = await read(this.#client.GET('/api/v1/queue/counts'))
    return new Map((counts ?? []).map(({ name, count }) => [name, count]))
  }

  /** The searches that were saved, by their key and then their name. */
  async views(): Promise<View[]> {
    return (await read(this.#client.GET('/api/v1/views'))).views ?? []
  }

  addView(body: View, key = requestKey()): Promise<View> {
    return read(this.#client.POST('/api/v1/views', { headers: keyed(key), body }))
  }

  async removeView(id: number, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key) }
    await done(this.#client.DELETE('/api/v1/views/{id}', options))
  }
}

function asked({ state, query, group, order }: Which) {
  return {
    ...(state ? { state } : {}),
    ...(query ? { q: query } : {}),
    ...(group ? { group } : {}),
    ...(order ? { order } : {}),
  }
}
