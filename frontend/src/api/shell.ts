import type { Stream } from './stream'

/** What the window's shell offers for events. */
interface Shell {
  /** Says whether it passes events on; if so the stream begins anew. */
  events: () => Promise<boolean>
  /** Hears what the shell says; gives the function that ends it. */
  on: (name: string, heard: (...data: unknown[]) => void) => () => void
}

interface InWindow {
  go?: { app?: { Shell?: { Events?: () => Promise<boolean> } } }
  runtime?: { EventsOn?: Shell['on'] }
}

/** The window's shell, or undefined in a browser. */
export function shell(): Shell | undefined {
  const { go, runtime } = globalThis as InWindow
  const ours = go?.app?.Shell
  const events = ours?.Events?.bind(ours)
  const on = runtime?.EventsOn?.bind(runtime)
  return events && on ? { events, on } : undefined
}

/** The core's events as the window's shell passes them on. */
export class ShellStream extends EventTarget implements Stream {
  onerror: ((event: Event) => unknown) | null = null
  readonly #off: (() => void)[]

  constructor({ events, on }: Shell) {
    super()
    this.#off = [
      on('sluice:event', (name, data) => this.#say(String(name), String(data))),
      on('sluice:lost', () => this.onerror?.(new Event('error'))),
    ]
    events().then(
      (passes) => !passes && this.#say('refused', ''),
      () => this.#say('refused', ''),
    )
  }

  override addEventListener(name: string, heard: unknown): void {
    super.addEventListener(name, heard as (event: Event) => void)
  }

  close(): void {
    for (const off of this.#off) off()
  }

  #say(name: string, data: string): void {
    this.dispatchEvent(new MessageEvent(name, { data }))
  }
}
