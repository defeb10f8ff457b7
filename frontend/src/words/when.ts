/**
 * Moments and spans in words. Instants are RFC 3339 in UTC or milliseconds since 1970, zones are
 * IANA names; a zone that the browser does not know falls back to the system's own.
 */

const day = 86_400_000

/** The words that a language needs around a moment. */
export interface MomentWords {
  locale: string
  tomorrow: string
}

/** 13:00 today, tomorrow 09:00, Monday 09:00, 3 Nov 09:00: for use inside a sentence. */
export function moment(at: string, now: number, zone: string, words: MomentWords): string {
  const then = Date.parse(at)
  const clock = clockAt(then, zone)
  const days = daysBetween(now, then, zone)
  if (days === 0) return clock
  if (days === 1) return `${words.tomorrow} ${clock}`
  if (days > 1 && days < 7) return `${text(then, zone, words.locale, { weekday: 'long' })} ${clock}`
  return `${text(then, zone, words.locale, { day: 'numeric', month: 'short' })} ${clock}`
}

/** 09:12, Tue 18:40, 3 Nov, 3 Nov 2025: for a column, where figures stand under each other. */
export function stamp(at: string, now: number, zone: string, words: MomentWords): string {
  const then = Date.parse(at)
  const days = daysBetween(then, now, zone)
  const clock = clockAt(then, zone)
  if (days === 0) return clock
  if (days > 0 && days < 7)
    return `${text(then, zone, words.locale, { weekday: 'short' })} ${clock}`
  const sameYear = part(then, zone, { year: 'numeric' }) === part(now, zone, { year: 'numeric' })
  return text(then, zone, words.locale, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  })
}

/** Whole minutes until an instant, rounded up, never below 0. */
export function minutesUntil(at: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(at) - now) / 60_000))
}

/** How many local midnights lie between two instants; negative where `to` comes first. */
export function daysBetween(from: number, to: number, zone: string): number {
  return Math.round((localDay(to, zone) - localDay(from, zone)) / day)
}

/** The hour of the day at an instant, 0 to 23. */
export function localHour(at: number, zone: string): number {
  return Number(part(at, zone, { hour: 'numeric', hourCycle: 'h23' }))
}

// Taken from its parts: how they are put together is not the same everywhere.
function localDay(at: number, zone: string): number {
  const date = { year: 'numeric', month: 'numeric', day: 'numeric' } as const
  const parts = formatOf('en-GB', zone, date).formatToParts(at)
  const number = (wanted: string) => Number(parts.find(({ type }) => type === wanted)?.value)
  return Date.UTC(number('year'), number('month') - 1, number('day'))
}

// With two figures for the hour wherever it is said, as the plan has it.
function clockAt(at: number, zone: string): string {
  return part(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}

function part(at: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  return text(at, zone, 'en-GB', options)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function text(
  at: number,
  zone: string,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): string {
  return formatOf(locale, zone, options).format(at)
}

function formatOf(locale: string, zone: string, options: Intl.DateTimeFormatOptions) {
  const key = `${locale}|${zone}|${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) formats.set(key, (format = formatFor(locale, zone, options)))
  return format
}

// Making a format is slow (a list of 5,000 rows has as many times), so each is made once.
function formatFor(locale: string, zone: string, options: Intl.DateTimeFormatOptions) {
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
  } catch {
    return new Intl.DateTimeFormat(locale, options)
  }
}
