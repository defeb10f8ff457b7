/** An instant by the clock and calendar of a zone: "2026-03-25", 0 for Sunday, minutes since midnight. */
export interface Local {
  date: string
  weekday: number
  minutes: number
}

/** Reads instants in milliseconds by the clock and calendar of a zone. */
export function localOf(zone: string): (at: number) => Local {
  const format = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  })
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map((p) => [p.type, p.value]))
    const date = `${parts.year}-${parts.month}-${parts.day}`
    const minutes = Number(parts.hour) * 60 + Number(parts.minute)
    return { date, weekday: new Date(`${date}T00:00Z`).getUTCDay(), minutes }
  }
}

/** The instant, in RFC 3339, at which a zone's clock shows so many minutes after the midnight of a date. */
export function instantOf(date: string, minutes: number, zone: string): string {
  const local = localOf(zone)
  const wanted = Date.parse(`${date}T00:00Z`) + minutes * 60_000
  const shown = (at: number) => {
    const { date: day, minutes: clock } = local(at)
    return Date.parse(`${day}T00:00Z`) + clock * 60_000
  }
  // The clock is off by the same amount just before and after, but for the hour of a change.
  const first = wanted - (shown(wanted) - wanted)
  return new Date(first + (wanted - shown(first))).toISOString()
}

/** A date so many days later: "2026-03-25" and 7 are "2026-04-01". */
export function dateAfter(date: string, days: number): string {
  const at = Date.parse(`${date}T00:00Z`) + days * 24 * 60 * 60_000
  return new Date(at).toISOString().slice(0, 10)
}

/** The Monday of a date's week. */
export function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00Z`).getUTCDay()
  return dateAfter(date, -((weekday + 6) % 7))
}

/** Minutes as a clock shows them: 0:12, 40:00. */
export function clockOf(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
