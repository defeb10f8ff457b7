import createClient from 'openapi-fetch'
import { acted, done, keyed, read, readOr, type Answer } from './call'
import { requestKey } from './key'
import { Lists } from './lists'
import { Planned } from './planned'
import { Records } from './records'
import { Local } from './local'
import type { components, paths } from './schema'
import { Setup, type Run } from './setup'
import { Sources } from './sources'
import { There } from './there'
import { Time } from './time'
import { sendVerb, type Verb } from './verb'
import { Walled } from './walled'

type Schemas = components['schemas']

// Go's description calls every list nullable; the core always sends one.
type Filled<T> = {
  [K in keyof T]: NonNullable<T[K]> extends (infer E)[] ? Filled<E>[] : T[K]
}

/** The gate as it stands. Instants are RFC 3339 in UTC; `now` is the core's clock. */
export type Status = Filled<Omit<Schemas['Status'], 'run' | 'undo' | 'session'>> & {
  /** The check-in that is open; null: none is. */
  run: Run | null
  /** What undo would take back; null: nothing. */
  undo: Act | null
  /** The session that is running; null: none is. */
  session: Schemas['Session'] | null
}
/** One thread in the queue, with the reasons for its place. */
export type Item = Filled<Schemas['Item']> & {
  /** The check-in that brought it into the queue last; 0: none. A core that does not tell leaves it out. */
  run?: number
}
/** Of which items a list is asked for. */
export type ListState = NonNullable<
  NonNullable<paths['/api/v1/queue']['get']['parameters']['query']>['state']
>
/** What arrived in a span, and what became of it. */
export type Receipt = Filled<Schemas['Receipt']>
/** An item with every message of its thread that came through, oldest first. */
export type ItemDetail = Filled<Schemas['Thread']>
/** Something that the user did and can undo. */
export type Act = Schemas['Act']
/** What an early check-in brought, in a number and in a sentence. */
type Opened = Omit<Schemas['Opened'], 'run'> & {
  /** Null: nothing was held, so nothing was opened. */
  run: Run | null
}
/** A shield as it was started. Instants are RFC 3339. */
export type Block = Pick<Schemas['Shield'], 'from' | 'until' | 'note'>
/** A client's longest wait that a shield would break, and the sentence that says so. */
type BrokenWait = Schemas['BrokenWait']
/** How long a shield is to last: minutes from now, or an instant. */
export type ShieldLength = { minutes: number } | { until: string }

interface Options {
  /** Where the API lives; empty: where this page came from. */
  baseUrl?: string
  fetch?: typeof globalThis.fetch
}

/**
 * The core's API, typed by its own description. Every method throws a Problem whose message is a
 * sentence for people. Methods that change something take the request's key: sent again with the
 * same key they act once.
 */
export class Core {
  readonly #client
  readonly #walled = new Walled()
  /** What the user chooses: plan, clients, rules and settings. */
  readonly setup: Setup
  /** What is planned on a day. */
  readonly planned: Planned
  /** Time worked. */
  readonly time: Time
  /** Lists of items, of which a part at a time is fetched. */
  readonly lists: Lists
  /** What the user wrote down, and what the days behind say. */
  readonly records: Records
  /** The accounts. */
  readonly sources: Sources
  /** What is done where items came from. */
  readonly there: There
  /** What concerns this machine. */
  readonly local: Local

  constructor({ baseUrl = '', fetch: ask = fetch }: Options = {}) {
    const headers = { 'X-Sluice': 'window' }
    const through = this.#walled.through(ask)
    this.#client = createClient<paths>({ baseUrl, headers, fetch: through })
    this.setup = new Setup(this.#client)
    this.planned = new Planned(this.#client)
    this.time = new Time(this.#client)
    this.lists = new Lists(this.#client)
    this.records = new Records(this.#client)
    this.sources = new Sources(this.#client)
    this.there = new There(this.#client)
    this.local = new Local(this.#client)
  }

  /** Another client is worked for: what was asked before and is not answered yet is asked anew. */
  walled(): void {
    this.#walled.turn()
  }

  async status(): Promise<Status> {
    return (await read(this.#client.GET('/api/v1/status'))) as Status
  }

  /** The items in a state, most important first; of the active client, if one is. */
  async queue(state: ListState = 'queued', limit = 0): Promise<Item[]> {
    const params = { query: { state, limit } }
    return (await read(this.#client.GET('/api/v1/queue', { params }))).items as Item[]
  }

  /** What says all of it, with the prefixes from: in: is: kind: why: before: after: */
  async search(q: string, limit = 100): Promise<Item[]> {
    const params = { query: { q, limit, brief: true } }
    return (await read(this.#client.GET('/api/v1/search', { params }))).items as Item[]
  }

  async item(id: number): Promise<ItemDetail> {
    const params = { path: { id } }
    return (await read(this.#client.GET('/api/v1/items/{id}', { params }))) as ItemDetail
  }

  /** Does something to items, all of them as one act. */
  async act(verb: Verb, items: number[], key = requestKey()): Promise<Act> {
    return acted(sendVerb(this.#client, verb, items, keyed(key)))
  }

  /** Puts something in, straight into the queue: what the user wants to remember. */
  async capture(title: string, client: string, key = requestKey()): Promise<void> {
    const body = { arrivals: [{ title, now: true, ...(client ? { client } : {}) }] }
    await done(this.#client.POST('/api/v1/arrivals', { headers: keyed(key), body }))
  }

  /** Takes back the user's last act, from whatever surface, and tells which it was. */
  async undo(key = requestKey()): Promise<Act> {
    return acted(this.#client.POST('/api/v1/undo', { headers: keyed(key) }))
  }

  /** Delivers what is held now; refused during a shield, unless that is to end. */
  checkInNow(endShield = false, key = requestKey()): Promise<Opened> {
    const body = endShield ? { endShield } : {}
    const options = { headers: keyed(key), body }
    const call = this.#client.POST('/api/v1/checkins/now', options) as Promise<Answer<Opened>>
    return readOr(call, (sentence) => ({ sentence, delivered: 0, run: null }))
  }

  /** Ends the check-in that is open. */
  async endCheckIn(key = requestKey()): Promise<void> {
    await done(this.#client.POST('/api/v1/checkins/end', { headers: keyed(key) }))
  }

  /** What arrived for a check-in that happened, and what became of it. */
  async receipt(checkIn: number): Promise<Receipt> {
    const params = { query: { checkIn } }
    return (await read(this.#client.GET('/api/v1/receipt', { params }))) as Receipt
  }

  /** Works for a client, by name or number, or for all: empty. */
  async switchTo(client: string, key = requestKey()): Promise<void> {
    await done(this.#client.POST('/api/v1/switch', { headers: keyed(key), body: { client } }))
  }

  /** The longest waits that a shield would break. Starts nothing. */
  async checkShield(length: ShieldLength): Promise<BrokenWait[]> {
    const options = { headers: keyed(requestKey()), body: length }
    return (await read(this.#client.POST('/api/v1/shields/check', options))).broken ?? []
  }

  /** Starts deep work; null: it was started at an earlier attempt, whose answer was lost. */
  startShield(length: ShieldLength, key = requestKey()): Promise<Block | null> {
    const call = this.#client.POST('/api/v1/shields', { headers: keyed(key), body: length })
    return readOr<Block | null>(call, () => null)
  }

  /** Withholds all content for an hour, since others may see the screen. */
  async startCall(key = requestKey()): Promise<void> {
    await done(this.#client.POST('/api/v1/call', { headers: keyed(key), body: {} }))
  }

  /** Shows content again. */
  async endCall(key = requestKey()): Promise<void> {
    await done(this.#client.POST('/api/v1/call/end', { headers: keyed(key) }))
  }

  async endShield(key = requestKey()): Promise<void> {
    await done(this.#client.POST('/api/v1/shields/end', { headers: keyed(key) }))
  }
}
