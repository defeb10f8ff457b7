import type { BrokenWait } from '../api'
import { moment, words } from '../words'

/** Whose longest wait breaks, for how long and when, in a sentence. `zone` is the user's. */
export function brokenSays(broken: BrokenWait, zone: string, now: number): string {
  const { client, breach, sentence } = broken
  if (!breach) return sentence
  const at = (instant: string) => moment(instant, now, zone, words)
  const holds = words.span(breach.holdsMinutes)
  return words.waits.breaks(client, holds, at(breach.from), at(breach.until))
}
