/** What calendar and clock of a zone show: months from 1, weekdays from Sunday 0. */
export interface Wall {
  year: number
  month: number
  day: number
  weekday: number
  hour: number
  minute: number
}

/** From when, in milliseconds, a zone's clocks are how many minutes ahead of UTC. */
interface Offset {
  from: number
  minutes: number
}

let known: { zone: string; offsets: readonly Offset[]; until: number } | null = null

/**
 * Learns how the clocks of a zone go for a time, from what the core told at an instant: in some engines
 * the browser's own calendar takes longer to begin than the whole list takes to be drawn.
 */
export function learn(
  zone: string,
  offsets: readonly { from: string; minutes: number }[],
  now: string,
): void {
  const told = offsets.map(({ from, minutes }) => ({ from: Date.parse(from), minutes }))
  known = { zone, offsets: told, until: Date.parse(now) + year }
}

const year = 365 * 86_400_000

/** Reads an instant by the clock of a zone. A zone that nobody knows falls back to the system's own. */
export function wallAt(at: number, zone: string): Wall {
  const offset = known?.zone === zone && at < known.until ? offsetAt(known.offsets, at) : undefined
  return offset ? wallOf(at + offset.minutes * 60_000) : byCalendar(at, zone)
}

function offsetAt(offsets: readonly Offset[], at: number): Offset | undefined {
  return offsets.filter(({ from }) => from <= at).at(-1)
}

// Reads a clock's time that is written as if it were UTC.
function wallOf(shown: number): Wall {
  const date = new Date(shown)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  }
}

function byCalendar(at: number, zone: string): Wall {
  const parts = formatOf(zone).formatToParts(at)
  const number = (wanted: string) => Number(parts.find(({ type }) => type === wanted)?.value)
  const [years, month, day] = [number('year'), number('month'), number('day')]
  return wallOf(Date.UTC(years, month - 1, day, number('hour'), number('minute')))
}

const formats = new Map<string, Intl.DateTimeFormat>()

// Making a format is slow (a list of 5,000 rows has as many times), so each is made once.
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) formats.set(zone, (format = formatFor(zone)))
  return format
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = {
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', hourCycle: 'h23' },
  }
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone })
  } catch {
    return new Intl.DateTimeFormat('en-GB', options)
  }
}
