import type createClient from 'openapi-fetch'
import { done, keyed, read } from './call'
import { requestKey } from './key'
import type { components, paths } from './schema'

type Schemas = components['schemas']

// Go's description calls every list nullable; the core always sends one.
type Lists<T> = {
  [K in keyof T]: NonNullable<T[K]> extends (infer E)[] ? Lists<E>[] : T[K]
}

/** Time worked for a client. Instants are RFC 3339; `endedAt` null: it is running. */
export type Session = Schemas['Session']
/** What a session is to be; `client` is a name or number. */
export type SessionFields = Omit<Schemas['SessionFields'], '$schema'>
/** What a session is to begin with; without `startedAt` it begins now. */
export type SessionStart = Omit<Schemas['StartSessionInputBody'], '$schema'>
/** Where work for a client was left; `at` null: there is no line. */
export type Resume = Lists<Schemas['Resume']>
/** A time away during a session, and the question about it. */
export type Away = Schemas['Away']
/** What is made of a time away: it was work, it is cut out, or it becomes a session of its own. */
export type AwayAnswer = Schemas['AnswerAwayInputBody']['answer']
/** What was worked on some days, by day and by client. Times are in seconds. */
export type TimeSheet = Lists<Schemas['Time']>
/** What was worked for one client on all days. */
export type TimeTotal = TimeSheet['clients'][number]
/** An appointment in a calendar. */
export type Meeting = Schemas['Meeting']

/** What an import would bring, or brought. */
export type TimeImport = Lists<Schemas['TimeImport']>

/** How times are rounded, as the core reads it. */
export interface Rounding {
  /** To how many minutes; 0: not at all. */
  round: number
  way: 'up' | 'nearest'
  per: 'entry' | 'day'
}

/** Time worked: sessions, sheets, meetings. As with Core, every method throws a Problem. */
export class Time {
  readonly #client

  constructor(client: ReturnType<typeof createClient<paths>>) {
    this.#client = client
  }

  /** The sessions from one local date to another, without them today’s; of the active client, if one is. */
  async sessions(from = '', to = ''): Promise<Session[]> {
    const options = { params: { query: { from, to } } }
    return (await read(this.#client.GET('/api/v1/sessions', options))).sessions ?? []
  }

  /** Starts a session and gives it, with the one that ended for it. */
  async start(body: SessionStart, key = requestKey()): Promise<Session> {
    const options = { headers: keyed(key), body }
    return (await read(this.#client.POST('/api/v1/sessions/start', options))).session
  }

  /** Ends the session that is running, with a line on where to go on. */
  async stop(resume: string, key = requestKey()): Promise<Session> {
    const options = { headers: keyed(key), body: { resume } }
    return (await read(this.#client.POST('/api/v1/sessions/stop', options))).session
  }

  /** Adds a session afterwards (id 0), or corrects one. */
  async save(id: number, body: SessionFields, key = requestKey()): Promise<Session> {
    const headers = keyed(key)
    const saved = id
      ? this.#client.PUT('/api/v1/sessions/{id}', { params: { path: { id } }, headers, body })
      : this.#client.POST('/api/v1/sessions', { headers, body })
    return (await read<{ session: Session }>(saved)).session
  }

  async remove(id: number, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key) }
    await done(this.#client.DELETE('/api/v1/sessions/{id}', options))
  }

  /** Where work for a client was left. */
  async resume(id: number): Promise<Resume> {
    const options = { params: { path: { id } } }
    return (await read(this.#client.GET('/api/v1/clients/{id}/resume', options))) as Resume
  }

  /** Says what to make of a time away; it is forgotten then. */
  async answerAway(id: number, answer: AwayAnswer, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key), body: { answer } }
    await done(this.#client.POST('/api/v1/sessions/away/{id}', options))
  }

  /** What was worked from one local date to another; without them today. */
  async sheet(from = '', to = '', rounding?: Rounding): Promise<TimeSheet> {
    const options = { params: { query: { from, to, ...rounding } } }
    return (await read(this.#client.GET('/api/v1/time', options))) as TimeSheet
  }

  /** The meetings from one local date to another; without them today’s. */
  async meetings(from = '', to = ''): Promise<Meeting[]> {
    const options = { params: { query: { from, to } } }
    return (await read(this.#client.GET('/api/v1/meetings', options))).meetings ?? []
  }

  /** What was worked from one local date to another, as a file to be sent. */
  async export(
    format: 'csv' | 'pdf',
    from: string,
    to: string,
    rounding: Rounding,
  ): Promise<{ name: string; content: Blob }> {
    const params = { query: { format, from, to, ...rounding } }
    const options = { params, parseAs: 'blob' as const }
    const content: unknown = await read(this.#client.GET('/api/v1/time/export', options))
    return { name: `time-${from}-${to}.${format}`, content: content as Blob }
  }

  /**
   * Takes Toggl's detailed report in, or says what it would bring. `clients` says whose the names in
   * the file are; empty leaves them out.
   */
  async import(
    csv: string,
    clients: Record<string, string>,
    preview: boolean,
    key = requestKey(),
  ): Promise<TimeImport> {
    const options = { headers: keyed(key), body: { csv, clients, preview } }
    return (await read(this.#client.POST('/api/v1/time/import', options))) as TimeImport
  }
}
