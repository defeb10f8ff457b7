import type { Status } from '../../api'
import { goesOn } from '../../ui/goesOn'
import { daysBetween, moment, type Words } from '../../words'

/** What an empty queue says: that nothing waits, and what comes next. */
export interface Empty {
  title: string
  next: string
}

/** The words for an empty queue, by how the gate stands at an instant (milliseconds since 1970). */
export function emptyWords(status: Status | null, now: number, words: Words): Empty {
  const title = status?.state === 'checkin' ? words.empty.handled : words.empty.title
  return { title, next: status ? next(status, now, words) : words.empty.unknown }
}

function next(status: Status, now: number, words: Words): string {
  const at = (instant: string) => moment(instant, now, status.zone, words)
  switch (status.state) {
    case 'shield':
      return goesOn(status, now, words)
    case 'checkin':
      return words.empty.open
    case 'off':
      return words.empty.off(status.offUntil && at(status.offUntil))
    case 'holding':
      return checkIn(status, now, words)
  }
}

function checkIn({ nextCheckIn, zone }: Status, now: number, words: Words): string {
  if (!nextCheckIn) return words.empty.noneNext
  const at = moment(nextCheckIn, now, zone, words)
  const today = daysBetween(now, Date.parse(nextCheckIn), zone) === 0
  return today ? words.empty.nextToday(at) : words.empty.nextLater(at)
}
