import { Core, type Client, type Item, type ItemDetail, type Status, type View } from '../src/api'
import { FakeSetup } from './fakeSetup'
import { aClient, anItem, aReceipt, aStatus } from './samples'

export { anItem, aRun, aStatus } from './samples'

/** A call as the fake core saw it. */
interface Call {
  method: string
  path: string
  key: string | null
  client: string | null
  body: unknown
}

type Answer = Response | Promise<Response>

/** A core in memory, spoken to through `fetch`: what the interface sends is what the real one gets. */
export class FakeCore {
  items: Item[] = []
  clients: Client[] = [aClient(1, 'Acme'), aClient(2, 'Birchwood')]
  status: Status = aStatus()
  views: View[] = []
  readonly setup = new FakeSetup()
  readonly calls: Call[] = []
  readonly core: Core
  #undone: Item[][] = []
  #answers = new Map<string, (() => Answer)[]>()

  constructor(items: Item[] = []) {
    this.items = items
    this.core = new Core({ baseUrl: 'http://core', fetch: (request) => this.#fetch(request) })
  }

  /** Makes the next call of "POST /undo" (or the like) answer so. */
  next(call: string, answer: () => Answer): void {
    this.#answers.set(call, [...(this.#answers.get(call) ?? []), answer])
  }

  callsOf(call: string): Call[] {
    return this.calls.filter(({ method, path }) => `${method} ${path}` === call)
  }

  async #fetch(input: RequestInfo | URL): Promise<Response> {
    const request = input as Request
    const { pathname, searchParams } = new URL(request.url)
    const path = pathname.replace('/api/v1', '')
    const text = await request.text()
    const { method, headers } = request
    const [key, client] = [headers.get('Idempotency-Key'), headers.get('X-Sluice')]
    const body: unknown = text ? JSON.parse(text) : null
    this.calls.push({ method, path, key, client, body })
    const told = this.#answers.get(`${method} ${path}`)?.shift()
    return told ? told() : this.#answer(method, path, searchParams, body as Sent)
  }

  #answer(method: string, path: string, asked: URLSearchParams, body: Sent): Response {
    const chosen = this.setup.answer(method, path, asked, body)
    if (chosen !== undefined) return json(chosen)
    const [, id] = /^\/items\/(\d+)/.exec(path) ?? []
    const verb = verbStates[path.slice(1)]
    if (verb !== undefined) return this.#act(path.slice(1), verb, body)
    if (id) return json(this.#detail(Number(id)))
    if (path === '/queue') return json(this.#part(asked))
    if (path === '/queue/all') return json(this.#all(asked))
    if (path === '/queue/counts') return json({ counts: [{ name: 'Acme', count: 1 }] })
    if (path === '/views') return json(this.#views(method, body))
    if (path === '/search') return json({ items: this.#called(asked.get('q') ?? '') })
    if (path === '/undo') return this.#undo()
    if (path === '/switch') return this.#switch(body.client ?? '')
    const answers: Record<string, unknown> = {
      '/status': this.status,
      '/clients': { clients: this.#clientsBehindTheWall() },
      '/receipt': aReceipt(),
      '/arrivals': { added: [] },
      '/records': { records: [] },
      '/checkins/now': { delivered: 2, sentence: 'Two items came in', run: this.status.run },
      '/checkins/end': this.status.run,
      '/shields': { from: this.status.now, until: this.status.shieldUntil, note: '' },
      '/shields/check': { broken: [] },
      '/shields/end': { act: { id: 1, sentence: 'Shield' } },
    }
    const answer = answers[path]
    return answer === undefined
      ? problem(404, 'not-found', 'There is no such thing.')
      : json(answer)
  }

  #in(state: string): Item[] {
    const { client } = this.status
    const ours = this.items.filter(({ client: of }) => !client || of === client)
    return ours.filter((item) => item.state === state)
  }

  // As the real one: a part around an item, else after so many.
  #part(asked: URLSearchParams) {
    const number = (name: string) => Number(asked.get(name) ?? 0)
    const run = number('run')
    const all = this.#in(asked.get('state') ?? 'queued').filter((item) => !run || item.run === run)
    const limit = number('limit') || all.length
    const at = all.findIndex(({ id }) => id === number('near'))
    const wanted = at < 0 ? number('offset') : at - Math.floor(limit / 2)
    const offset = at < 0 ? wanted : Math.max(0, Math.min(wanted, all.length - limit))
    const items = all.slice(offset, offset + limit)
    return { items, offset, total: all.length, groups: [] }
  }

  #all(asked: URLSearchParams) {
    const all = this.#in(asked.get('state') ?? 'queued')
    const clients = [...new Set(all.map(({ client }) => client))]
    return { items: all.map(({ id }) => id), clients }
  }

  #views(method: string, body: Sent) {
    if (method !== 'POST') return { views: this.views }
    const { name = '', query = '' } = body
    const view: View = { id: this.views.length + 1, name, query, number: 0 }
    this.views = [...this.views, view]
    return view
  }

  #called(text: string): Item[] {
    const wanted = text.toLowerCase()
    return this.items.filter((item) => item.title.toLowerCase().includes(wanted))
  }

  #clientsBehindTheWall(): Client[] {
    const { client } = this.status
    return this.clients.filter(({ name }) => !client || name === client)
  }

  #switch(client: string): Response {
    const found = this.clients.find(({ name, number }) => name === client || `${number}` === client)
    this.status = { ...this.status, client: found?.name ?? '' }
    return json(this.status)
  }

  #act(verb: string, state: Item['state'] | null, body: Sent): Response {
    const ids = body.items ?? [body.item ?? 0]
    const before = this.items.filter((item) => ids.includes(item.id))
    this.#undone.push(before)
    const change = (item: Item): Item => ({
      ...item,
      ...(state ? { state } : {}),
      ...(verb === 'pin' ? { pinned: !!body.pinned } : {}),
      ...(verb === 'assign' ? { client: body.to ?? '' } : {}),
      ...(verb === 'wait' ? { waitingOn: body.who ?? '' } : {}),
    })
    this.items = this.items.map((item) => (ids.includes(item.id) ? change(item) : item))
    const act = { id: ids[0] ?? 0, sentence: `${verbWords[verb]}: ${before[0]?.title ?? ''}` }
    this.status = { ...this.status, undo: act }
    return json({ act })
  }

  #undo(): Response {
    const before = this.#undone.pop()
    if (!before) return problem(409, 'nothing-to-undo', 'There is nothing to undo.')
    this.items = this.items.map((item) => before.find(({ id }) => id === item.id) ?? item)
    return json({ act: this.status.undo ?? { id: 1, sentence: '' } })
  }

  #detail(id: number): ItemDetail {
    return {
      ...(this.items.find((item) => item.id === id) ?? anItem(id)),
      thread: [],
      can: [],
      writes: [],
    }
  }
}

/** What may be in the body of a call. */
interface Sent {
  items?: number[]
  item?: number
  pinned?: boolean
  to?: string
  who?: string
  client?: string
  name?: string
  query?: string
}

const verbStates: Record<string, Item['state'] | null> = {
  ...{ done: 'done', snooze: 'snoozed', wait: 'waiting', mute: 'muted', reopen: 'queued' },
  ...{ pin: null, mark: null, assign: null },
}
const verbWords: Record<string, string> = {
  ...{ done: 'Done', snooze: 'Snoozed', wait: 'Waiting', mute: 'Muted', reopen: 'Reopened' },
  ...{ pin: 'Pinned', mark: 'Marked', assign: 'Given' },
}

/** An answer of 200 with a body. */
export function json(body: unknown): Response {
  return Response.json(body)
}

/** An answer that is a problem document. */
export function problem(status: number, code: string, detail: string): Response {
  const headers = { 'Content-Type': 'application/problem+json' }
  return Response.json({ title: 'Problem', status, code, detail }, { status, headers })
}

/** An event stream that a test speaks for. */
export class FakeEvents extends EventTarget {
  static readonly all: FakeEvents[] = []
  onerror: (() => void) | null = null
  closed = false

  static open = (): EventSource => {
    const events = new FakeEvents()
    FakeEvents.all.push(events)
    return events as unknown as EventSource
  }

  static get last(): FakeEvents {
    return FakeEvents.all.at(-1)!
  }

  say(topic: string, data: unknown = {}): void {
    this.dispatchEvent(new MessageEvent(topic, { data: JSON.stringify(data) }))
  }

  close(): void {
    this.closed = true
  }
}
