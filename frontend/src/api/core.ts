import createClient from 'openapi-fetch'
import { requestKey } from './key'
import { Problem, problemIn, problemOf } from './problem'
import type { components, paths } from './schema'

type Schemas = components['schemas']

// Go's description calls every list nullable; the core always sends one.
type Lists<T> = {
  [K in keyof T]: NonNullable<T[K]> extends (infer E)[] ? Lists<E>[] : T[K]
}

/** The gate as it stands. Instants are RFC 3339 in UTC; `now` is the core's clock. */
export type Status = Lists<Omit<Schemas['Status'], 'run' | 'undo'>> & {
  /** The check-in that is open; null: none is. */
  run: Pick<Schemas['Run'], 'left' | 'total'> | null
  /** What undo would take back; null: nothing. */
  undo: Act | null
}
/** One thread in the queue, with the reasons for its place. */
export type Item = Lists<Schemas['Item']>
/** An item with every message of its thread that came through, oldest first. */
export type ItemDetail = Lists<Schemas['Thread']>
/** Something that the user did and can undo. */
export type Act = Schemas['Act']
/** What an early check-in brought, in a number and in a sentence. */
type Opened = Pick<Schemas['Opened'], 'delivered' | 'sentence'>
/** How long a shield is to last: minutes from now, or an instant. */
export type ShieldLength = { minutes: number } | { until: string }

interface Options {
  /** Where the API lives; empty: where this page came from. */
  baseUrl?: string
  fetch?: typeof globalThis.fetch
}

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/**
 * The core's API, typed by its own description. Every method throws a Problem whose message is a
 * sentence for people. Methods that change something take the request's key: sent again with the
 * same key they act once.
 */
export class Core {
  readonly #client

  constructor({ baseUrl = '', fetch }: Options = {}) {
    const headers = { 'X-Sluice': 'window' }
    this.#client = createClient<paths>({ baseUrl, headers, ...(fetch ? { fetch } : {}) })
  }

  async status(): Promise<Status> {
    return (await read(this.#client.GET('/api/v1/status'))) as Status
  }

  /** The open items, most important first. */
  async queue(): Promise<Item[]> {
    return (await read(this.#client.GET('/api/v1/queue'))).items as Item[]
  }

  async item(id: number): Promise<ItemDetail> {
    const params = { path: { id } }
    return (await read(this.#client.GET('/api/v1/items/{id}', { params }))) as ItemDetail
  }

  async done(id: number, key = requestKey()): Promise<Act> {
    const options = { params: { path: { id } }, headers: keyed(key) }
    return (await read(this.#client.POST('/api/v1/items/{id}/done', options))).act
  }

  /** Takes back the user's last act, from whatever surface, and tells which it was. */
  async undo(key = requestKey()): Promise<Act> {
    return (await read(this.#client.POST('/api/v1/undo', { headers: keyed(key) }))).act
  }

  /** Delivers what is held now; refused during a shield. */
  checkInNow(key = requestKey()): Promise<Opened> {
    return read(this.#client.POST('/api/v1/checkins/now', { headers: keyed(key), body: {} }))
  }

  async startShield(length: ShieldLength, key = requestKey()): Promise<void> {
    await read(this.#client.POST('/api/v1/shields', { headers: keyed(key), body: length }))
  }

  async endShield(key = requestKey()): Promise<void> {
    await read(this.#client.POST('/api/v1/shields/end', { headers: keyed(key) }))
  }
}

function keyed(key: string) {
  return { 'Idempotency-Key': key }
}

async function read<T>(call: Promise<Answer<T>>): Promise<T> {
  const answer = await call.catch((error: unknown) => {
    throw problemOf(error)
  })
  if (!answer.response.ok) throw problemIn(answer.response.status, answer.error)
  if (answer.data === undefined) throw new Problem('http-empty', 'The core sent no answer.')
  return answer.data
}
