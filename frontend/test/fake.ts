import { Core, type Item, type ItemDetail, type Status } from '../src/api'

/** A gate that holds, at 12:18:30 in Berlin on a Wednesday, with the given differences. */
export function aStatus(differences: Partial<Status> = {}): Status {
  return {
    state: 'holding',
    silence: 'confirmed',
    silenceNote: '',
    held: 0,
    queued: 0,
    nextCheckIn: '2026-03-25T12:00:00Z',
    shieldUntil: null,
    offUntil: null,
    client: '',
    version: '1.0.0',
    now: '2026-03-25T11:18:30Z',
    zone: 'Europe/Berlin',
    run: null,
    undo: null,
    trouble: [],
    ...differences,
  }
}

/** An open item with the given number; its title is "Item 7" unless told. */
export function anItem(id: number, differences: Partial<Item> = {}): Item {
  return {
    id,
    title: `Item ${id}`,
    body: '',
    from: 'Noor',
    app: 'Slack',
    client: 'Acme',
    clientNumber: 1,
    source: 'slack',
    kind: 'message',
    state: 'queued',
    score: 1,
    reasons: [{ term: 'direct', text: 'Noor wrote to you directly', weight: 1 }],
    arrivals: 1,
    firstAt: '2026-03-25T08:12:00Z',
    lastAt: '2026-03-25T08:12:00Z',
    dueAt: null,
    url: `https://example.org/${id}`,
    pinned: false,
    snoozeUntil: null,
    waitingOn: '',
    waitingSince: null,
    askAt: null,
    ...differences,
  }
}

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
  status: Status = aStatus()
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
    const path = new URL(request.url).pathname.replace('/api/v1', '')
    const text = await request.text()
    const { method, headers } = request
    const [key, client] = [headers.get('Idempotency-Key'), headers.get('X-Sluice')]
    this.calls.push({ method, path, key, client, body: text ? JSON.parse(text) : null })
    const told = this.#answers.get(`${method} ${path}`)?.shift()
    return told ? told() : this.#answer(method, path)
  }

  #answer(method: string, path: string): Response {
    const [, id] = /^\/items\/(\d+)/.exec(path) ?? []
    if (path === '/status') return json(this.status)
    if (path === '/queue') return json({ items: this.items })
    if (path === '/undo') return this.#undo()
    if (path === '/checkins/now') return json({ delivered: 2, sentence: 'Two items came in' })
    if (path.startsWith('/shields')) return json({ act: { id: 1, sentence: 'Shield' } })
    if (id && method === 'POST') return this.#done(Number(id))
    if (id) return json(this.#detail(Number(id)))
    return problem(404, 'not-found', 'There is no such thing.')
  }

  #done(id: number): Response {
    this.#undone.push(this.items)
    this.items = this.items.filter((item) => item.id !== id)
    const act = { id, sentence: `Done: Item ${id}` }
    this.status = { ...this.status, undo: act }
    return json({ act })
  }

  #undo(): Response {
    const items = this.#undone.pop()
    if (!items) return problem(409, 'nothing-to-undo', 'There is nothing to undo.')
    const back = items.find((item) => !this.items.includes(item))
    this.items = items
    return json({ act: { id: 1, sentence: `Done: ${back?.title ?? ''}` } })
  }

  #detail(id: number): ItemDetail {
    return { ...anItem(id), thread: [] }
  }
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
