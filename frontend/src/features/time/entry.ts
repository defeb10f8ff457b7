import type { Session, SessionFields, TimeSheet } from '../../api'
import { minutesOf, parseTime, timeOf } from '../../ui/form/timeofday'
import { dateAfter, instantOf, localOf } from '../../ui/local'

/** A session as it is written into a row: local times as text. `id` 0: it is new. */
export interface Entry {
  id: number
  date: string
  client: string
  project: string
  from: string
  /** Empty: it runs on. */
  until: string
  billable: boolean
  coordination: boolean
  note: string
  resume: string
}

/** A line of a day: time worked, or a gap between. Instants are RFC 3339. */
export type Line =
  | { kind: 'session'; session: Session }
  | { kind: 'gap'; from: string; until: string; minutes: number }

const clock = (at: string, zone: string) => timeOf(localOf(zone)(Date.parse(at)).minutes)!

/** The local date on which a session began. */
function dateOf(session: Session, zone: string): string {
  return localOf(zone)(Date.parse(session.startedAt)).date
}

/** A session as it can be corrected. */
export function entryOf(session: Session, zone: string): Entry {
  const { id, client, project, billable, coordination, note, resume } = session
  const until = session.endedAt ? clock(session.endedAt, zone) : ''
  const rest = { client, project, billable, coordination, note, resume }
  return { id, date: dateOf(session, zone), from: clock(session.startedAt, zone), until, ...rest }
}

/** A new session in a gap, or at the beginning of a day. */
export function entryIn(date: string, client: string, from: string, until: string): Entry {
  const rest = { project: '', billable: true, coordination: false, note: '', resume: '' }
  return { id: 0, date, client, from, until, ...rest }
}

/** What the core is sent; null: a time cannot be read. An end before the beginning is on the next day. */
export function fieldsOf(entry: Entry, zone: string): SessionFields | null {
  const from = parseTime(entry.from)
  const until = parseTime(entry.until)
  if (!from || (entry.until.trim() && !until)) return null
  const { client, project, billable, coordination, note, resume } = entry
  const startedAt = instantOf(entry.date, minutesOf(from), zone)
  const fields = { client, project, billable, coordination, note, resume, startedAt }
  if (!until) return fields
  const next = minutesOf(until) <= minutesOf(from)
  const date = next ? dateAfter(entry.date, 1) : entry.date
  return { ...fields, endedAt: instantOf(date, minutesOf(until), zone) }
}

/** The lines of a day in their order: sessions that began on it, and its gaps. */
export function linesOf(
  date: string,
  sessions: readonly Session[],
  gaps: readonly TimeSheet['days'][number]['gaps'][number][],
  zone: string,
): Line[] {
  const worked = sessions
    .filter((session) => dateOf(session, zone) === date)
    .map((session) => ({ at: session.startedAt, line: { kind: 'session' as const, session } }))
  const empty = gaps.map(({ from, until }) => {
    const minutes = Math.round((Date.parse(until) - Date.parse(from)) / 60_000)
    return { at: from, line: { kind: 'gap' as const, from, until, minutes } }
  })
  return [...worked, ...empty]
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map(({ line }) => line)
}
