import type { Meeting, Session } from '../../api'
import { spanOn } from './day'
import { localOf } from '../../ui/local'

/** A piece of worked time on the day's line. Minutes since local midnight. */
export interface Bar {
  id: number
  client: string
  project: string
  from: number
  until: number
  running: boolean
}

/** A meeting on the day's line. Minutes since local midnight. */
export interface Meet {
  id: number
  client: string
  title: string
  from: number
  until: number
  url: string
  place: string
  /** Whether it was accepted, or is the user's own. */
  sure: boolean
}

/** What was worked on a date, as bars; what is running goes on until now. */
export function barsOf(
  sessions: readonly Session[],
  date: string,
  zone: string,
  now: number,
): Bar[] {
  const local = localOf(zone)
  return sessions.flatMap(({ id, client, project, startedAt, endedAt }) => {
    const until = endedAt ?? new Date(Math.max(now, Date.parse(startedAt) + 60_000)).toISOString()
    const span = spanOn(date, startedAt, until, local)
    return span ? [{ id, client, project, ...span, running: endedAt === null }] : []
  })
}

/** The meetings of a date that have a time and were not declined. */
export function meetsOf(meetings: readonly Meeting[], date: string, zone: string): Meet[] {
  const local = localOf(zone)
  return meetings.flatMap((meeting) => {
    const { id, client, title, url, place, answer, allDay } = meeting
    const span = spanOn(date, meeting.from, meeting.until, local)
    if (!span || allDay || answer === 'declined') return []
    return [
      { id, client, title, url, place, ...span, sure: answer === '' || answer === 'accepted' },
    ]
  })
}
