/** The minute of a local date and time ("2026-03-25", "14:30") in a zone, as an instant; null: none. */
export function instantAt(date: string, time: string, zone: string): Date | null {
  const wanted = Date.parse(`${date}T${time}:00Z`)
  if (Number.isNaN(wanted)) return null
  // Twice, since the first guess may lie on the other side of a change of the clock.
  const first = wanted - offset(wanted, zone)
  return new Date(wanted - offset(first, zone))
}

/** Milliseconds since 1970 as RFC 3339. */
export function instantOf(at: number): string {
  return new Date(at).toISOString()
}

/** The local date at an instant in milliseconds, "2026-03-25". */
export function dateAt(at: number, zone: string): string {
  return new Date(at + offset(at, zone)).toISOString().slice(0, 10)
}

/** The local time at an instant in milliseconds, "14:30". */
export function localTime(at: number, zone: string): string {
  return new Date(at + offset(at, zone)).toISOString().slice(11, 16)
}

// By how many milliseconds the zone's clocks are ahead of UTC at an instant.
function offset(at: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
    hourCycle: 'h23',
    timeZone: zone,
  })
  const parts = Object.fromEntries(format.formatToParts(at).map((p) => [p.type, p.value]))
  const { year, month, day, hour, minute, second } = parts
  return (
    Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) -
    Math.floor(at / 1000) * 1000
  )
}
