// 1 March 2026 is a Sunday: a day of the week is its date.
const sunday = Date.UTC(2026, 2, 1)

/** The name of a day of the week (0 is Sunday) in a language: "Monday", or short, "Mon". */
export function dayName(day: number, locale: string, weekday: 'long' | 'short' = 'long'): string {
  const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' })
  return format.format(sunday + day * 86_400_000)
}

/** Days of the week in words: "Mon – Fri", "Mon, Wed". They come sorted, from Monday on. */
export function daysInWords(days: readonly number[], locale: string): string {
  const short = (day: number) => dayName(day, locale, 'short')
  const from = (day: number) => (day + 6) % 7 // Monday 0
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return ''
  const inARow = days.length > 2 && from(last) - from(first) === days.length - 1
  return inARow ? `${short(first)} – ${short(last)}` : days.map(short).join(', ')
}
