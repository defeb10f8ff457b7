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
