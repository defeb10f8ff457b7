import { PollStream } from './poll'
import { ShellStream, shell } from './shell'

/** A stream of events, as far as we need one: an EventSource is one. */
export interface Stream {
  /** Besides those of the core, "refused" says that this way does not work here. */
  addEventListener(name: string, heard: (event: MessageEvent<string>) => void): void
  /** Called when it broke. Nothing comes after that. */
  onerror: ((event: Event) => unknown) | null
  close(): void
}

/** How long a way may take for the first event, in milliseconds. The core sends that at once. */
const patience = 4_000

/**
 * Opens the core's stream of events in the way that works here: through the window's shell where that
 * passes them on, else as an EventSource, and where its first event does not get through (something in
 * between hands over only what is complete) by asking again and again.
 */
export function openStream(address: string): Stream {
  const ways: (() => Stream)[] = [() => new EventSource(address), () => new PollStream(address)]
  const ours = shell()
  if (ours) ways.unshift(() => new ShellStream(ours))
  return new FirstThatWorks(ways)
}

/** Goes one way after another until something comes. The last way is kept in any case. */
export class FirstThatWorks extends EventTarget implements Stream {
  onerror: ((event: Event) => unknown) | null = null
  readonly #ways: (() => Stream)[]
  readonly #names = new Set<string>(['hello', 'refused'])
  #stream!: Stream
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(ways: (() => Stream)[]) {
    super()
    this.#ways = [...ways]
    this.#next()
  }

  override addEventListener(name: string, heard: unknown): void {
    super.addEventListener(name, heard as (event: Event) => void)
    if (this.#names.has(name)) return
    this.#names.add(name)
    this.#pass(this.#stream, name)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#stream.close()
  }

  #next(): void {
    const stream = (this.#stream = this.#ways.shift()!())
    if (this.#ways.length > 0) this.#timer = setTimeout(() => this.#instead(stream), patience)
    stream.onerror = (event) => {
      clearTimeout(this.#timer)
      this.onerror?.(event)
    }
    for (const name of this.#names) this.#pass(stream, name)
  }

  #instead(stream: Stream): void {
    clearTimeout(this.#timer)
    stream.onerror = null
    stream.close()
    this.#next()
  }

  #pass(stream: Stream, name: string): void {
    stream.addEventListener(name, (event) => {
      if (stream !== this.#stream) return
      if (name === 'refused' && this.#ways.length > 0) return this.#instead(stream)
      if (name === 'hello') clearTimeout(this.#timer)
      this.dispatchEvent(new MessageEvent(name, { data: event.data }))
    })
  }
}
