import type { components } from './schema'
import type { Stream } from './stream'

type Next = components['schemas']['NextEvents']

/** Asks the core what changed, again and again; each question waits for up to 25 seconds. */
export class PollStream extends EventTarget implements Stream {
  onerror: ((event: Event) => unknown) | null = null
  readonly #ended = new AbortController()

  constructor(address: string) {
    super()
    void this.#ask(`${address}/next`)
  }

  override addEventListener(name: string, heard: unknown): void {
    super.addEventListener(name, heard as (event: Event) => void)
  }

  close(): void {
    this.#ended.abort()
  }

  async #ask(address: string): Promise<void> {
    const { signal } = this.#ended
    let before: Pick<Next, 'run' | 'since'> = { run: '', since: 0 }
    try {
      while (!signal.aborted) {
        const answer = await fetch(`${address}?run=${before.run}&since=${before.since}`, { signal })
        if (!answer.ok) throw new Error(answer.statusText)
        const next = (await answer.json()) as Next
        if (next.run !== before.run) this.#say('hello', { version: next.version })
        for (const topic of next.topics ?? []) this.#say(topic, {})
        before = next
      }
    } catch {
      if (!signal.aborted) this.onerror?.(new Event('error'))
    }
  }

  #say(name: string, data: unknown): void {
    if (this.#ended.signal.aborted) return
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }))
  }
}
