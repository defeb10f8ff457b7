/**
 * Moments and spans in words. Instants are RFC 3339 in UTC or milliseconds since 1970, zones are
 * IANA names; a zone that the browser does not know falls back to the system's own.
 */
import { wallAt, type Wall } from './wall'

const day = 86_400_000

/** The words that a language needs around a moment. */
export interface MomentWords {
  locale: string
  tomorrow: string
  calendar: {
    /** Days of the week, Sunday first, in full and short. */
    days: readonly string[]
    shortDays: readonly string[]
    /** Months, January first, short. */
    months: readonly string[]
    /** A day with its month: "3 Nov", "3. Nov." */
    date(day: number, month: string): string
  }
}

/** 13:00 today, tomorrow 09:00, Monday 09:00, 3 Nov 09:00: for use inside a sentence. */
export function moment(at: string, now: number, zone: string, words: MomentWords): string {
  const then = wallAt(Date.parse(at), zone)
  const clock = clockOf(then)
  const days = between(wallAt(now, zone), then)
  if (days === 0) return clock
  if (days === 1) return `${words.tomorrow} ${clock}`
  if (days > 1 && days < 7) return `${words.calendar.days[then.weekday]} ${clock}`
  return `${dateOf(then, words)} ${clock}`
}

/** 09:12, Tue 18:40, 3 Nov, 3 Nov 2025: for a column, where figures stand under each other. */
export function stamp(at: string, now: number, zone: string, words: MomentWords): string {
  const [then, today] = [wallAt(Date.parse(at), zone), wallAt(now, zone)]
  const days = between(then, today)
  if (days === 0) return clockOf(then)
  if (days > 0 && days < 7) return `${words.calendar.shortDays[then.weekday]} ${clockOf(then)}`
  return then.year === today.year ? dateOf(then, words) : `${dateOf(then, words)} ${then.year}`
}

/** Whole minutes until an instant, rounded up, never below 0. */
export function minutesUntil(at: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(at) - now) / 60_000))
}

/** How many local midnights lie between two instants; negative where `to` comes first. */
export function daysBetween(from: number, to: number, zone: string): number {
  return between(wallAt(from, zone), wallAt(to, zone))
}

function between(from: Wall, to: Wall): number {
  const midnight = ({ year, month, day }: Wall) => Date.UTC(year, month - 1, day)
  return Math.round((midnight(to) - midnight(from)) / day)
}

function dateOf({ day, month }: Wall, { calendar }: MomentWords): string {
  return calendar.date(day, calendar.months[month - 1] ?? '')
}

// With two figures for the hour wherever it is said, as the plan has it.
function clockOf({ hour, minute }: Wall): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
