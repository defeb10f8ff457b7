import type { Part } from '../../ui/form/hours'
import { minutesOf, timeOf } from '../../ui/form/timeofday'

const day = 24 * 60

/** Whether the browser knows a zone by this IANA name. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const few = 12 // of several hundred: as many as a list under a field can show

/** Some zones whose names have what was typed; none before two letters are. */
export function zonesLike(typed: string): string[] {
  const wanted = typed.trim().toLowerCase().replaceAll(' ', '_')
  if (wanted.length < 2) return []
  const known = Intl.supportedValuesOf?.('timeZone') ?? []
  return known.filter((zone) => zone.toLowerCase().includes(wanted)).slice(0, few)
}

/** The city that a zone is named after: "Helsinki". */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** The clock in a zone at an instant in milliseconds: "13:18". */
export function clockIn(zone: string, now: number): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone }).format(now)
}

/** How many minutes the clocks of one zone are ahead of those of another at an instant. */
export function ahead(zone: string, of: string, now: number): number {
  return (at(zone, now) - at(of, now)) / 60_000
}

/** A part of a day as the clocks of another zone show it, which are `by` minutes behind; wraps at midnight. */
export function shifted({ start, end }: Part, by: number): Part {
  const to = (time: string) => timeOf((((minutesOf(time) - by) % day) + day) % day) ?? time
  return { start: to(start), end: to(end) }
}

// The local time as if it were UTC, so that two zones can be told apart by subtraction.
function at(zone: string, now: number): number {
  const options = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
    timeZone: zone,
  } as const
  const parts = new Intl.DateTimeFormat('en-GB', options).formatToParts(now)
  const number = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return Date.UTC(
    number('year'),
    number('month') - 1,
    number('day'),
    number('hour'),
    number('minute'),
  )
}
