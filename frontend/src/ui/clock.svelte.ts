const minute = 60_000

/**
 * The core's time, as far as this page knows it. It moves once a minute, at the full minute, so
 * that nothing is drawn anew more often than what it says changes.
 */
export class Clock {
  #ahead = 0 // of the page's own clock, in milliseconds
  #now = $state(Date.now())

  /** Milliseconds since 1970. */
  get now(): number {
    return this.#now
  }

  /** Sets the clock by the core's word, an instant in RFC 3339. */
  sync(coreNow: string): void {
    const told = Date.parse(coreNow)
    if (Number.isNaN(told)) return
    this.#ahead = told - Date.now()
    this.tick()
  }

  /** Reads the time anew: at a full minute, and after the page was asleep. */
  tick(): void {
    this.#now = Date.now() + this.#ahead
  }

  /** Keeps ticking until the given function is called. */
  start(): () => void {
    let timer: ReturnType<typeof setTimeout>
    const next = () => {
      timer = setTimeout(() => {
        this.tick()
        next()
      }, this.#untilFullMinute())
    }
    next()
    return () => clearTimeout(timer)
  }

  // A timer may fire a little early; a floor keeps that from becoming two ticks in a row.
  #untilFullMinute(): number {
    const now = Date.now() + this.#ahead
    return Math.max(250, minute - (now % minute) + 20)
  }
}
