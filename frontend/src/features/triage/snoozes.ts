import { moment, wallAt, type Words } from '../../words'

/** A length of snooze as it is offered; without words it lasts until the next check-in. */
export interface Snooze {
  /** The key that takes it while the question is open. */
  key: string
  label: string
  words?: string
}

const afternoon = 14 // the hour that "this afternoon" means to the core

/** The lengths on offer at an instant (milliseconds since 1970); a time in words is always another. */
export function snoozes(
  nextCheckIn: string | null,
  now: number,
  zone: string,
  words: Words,
): Snooze[] {
  const next: Snooze = {
    key: 'c',
    label: nextCheckIn
      ? words.triage.untilCheckIn(moment(nextCheckIn, now, zone, words))
      : words.triage.untilAnyCheckIn,
  }
  const today: Snooze = { key: 'a', label: words.triage.thisAfternoon, words: 'this afternoon' }
  return [
    next,
    ...(wallAt(now, zone).hour < afternoon ? [today] : []),
    { key: 't', label: words.triage.tomorrow, words: 'tomorrow 9am' },
    { key: 'n', label: words.triage.nextWeek, words: 'next week' },
  ]
}
