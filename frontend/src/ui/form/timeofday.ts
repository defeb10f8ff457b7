/** Times of day as text, "09:30": local, without a day or a zone. "24:00" is the end of a day. */

/**
 * Reads a time of day as people type it: 9, 930, 9:30, 9.30, 9h30, 4:30 pm. Gives "09:30", or null
 * where it is none.
 */
export function parseTime(text: string): string | null {
  const said = text.trim().toLowerCase()
  const found = /^(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?\s*(?:h|uhr)?\s*(am|pm)?$/.exec(said)
  if (!found) return null
  const [, hours, minutes = '0', half] = found
  const hour = half ? (Number(hours) % 12) + (half === 'pm' ? 12 : 0) : Number(hours)
  if ((half && Number(hours) > 12) || Number(minutes) > 59) return null
  return timeOf(hour * 60 + Number(minutes))
}

/** Minutes since midnight of "09:30". */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** "09:30" of minutes since midnight; null outside of a day. */
export function timeOf(minutes: number): string | null {
  if (minutes < 0 || minutes > 24 * 60) return null
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** Reads a span as people type it: 3 h, 3, 2.5 h, 2 h 30, 90 min. Gives minutes, or null. */
export function parseSpan(text: string): number | null {
  const said = text.trim().toLowerCase().replace(',', '.')
  const minutes = /^(\d+)\s*m(?:in(?:utes?)?)?$/.exec(said)
  if (minutes) return Number(minutes[1])
  const hours = /^(\d+(?:\.\d+)?)\s*(?:h(?:ours?)?)?(?:\s*(\d{1,2})\s*(?:m(?:in)?)?)?$/.exec(said)
  if (!hours || (hours[2] && hours[1]!.includes('.'))) return null
  return Math.round(Number(hours[1]) * 60) + Number(hours[2] ?? 0)
}
