import type { ShieldLength } from '../../api'
import { daysBetween, moment, type Words } from '../../words'

/** How long a shield may last, as the menu offers it. */
export interface Choice {
  label: string
  length: ShieldLength
}

const minutes = [25, 50, 90]

/** The lengths on offer: three usual ones, and up to the next check-in where one is planned today. */
export function choices(
  nextCheckIn: string | null,
  now: number,
  zone: string,
  words: Words,
): Choice[] {
  const usual = minutes.map((count) => ({
    label: words.shield.minutes(count),
    length: { minutes: count },
  }))
  if (!nextCheckIn || !laterToday(nextCheckIn, now, zone)) return usual
  const label = words.shield.untilCheckIn(moment(nextCheckIn, now, zone, words))
  return [...usual, { label, length: { until: nextCheckIn } }]
}

function laterToday(at: string, now: number, zone: string): boolean {
  const then = Date.parse(at)
  return then > now && daysBetween(now, then, zone) === 0
}

/** The length that ends when the first of broken waits would be over; null: that is less than some minutes. */
export function shorterThan(
  broken: readonly { at: string }[],
  now: number,
  zone: string,
  words: Words,
): Choice | null {
  const [first] = broken.map(({ at }) => at).sort()
  if (!first || Date.parse(first) - now < 5 * 60_000) return null
  const label = words.shield.onlyUntil(moment(first, now, zone, words))
  return { label, length: { until: first } }
}
