import { minutesOf, parseTime } from '../../ui/form/timeofday'
import { clockOf } from '../../ui/local'
import { wallAt } from '../../words'

/**
 * When a session began, from what was typed: a time today by the zone's clock, or minutes ago ("20 min").
 * Gives RFC 3339, null for now (nothing was typed), undefined where it cannot be read or is to come.
 */
export function sinceOf(text: string, now: number, zone: string): string | null | undefined {
  if (!text.trim()) return null
  const ago = /^(\d{1,3})\s*m(?:in)?$/i.exec(text.trim())
  if (ago) return new Date(now - Number(ago[1]) * 60_000).toISOString()
  const time = parseTime(text)
  if (!time) return undefined
  const { hour, minute } = wallAt(now, zone)
  const back = hour * 60 + minute - minutesOf(time)
  if (back < 0) return undefined
  return new Date(Math.floor(now / 60_000) * 60_000 - back * 60_000).toISOString()
}

/** How long something has lasted, as a clock shows it: 0:12, 11:05. Seconds are left out. */
export function lasted(from: string, until: number): string {
  return clockOf(Math.max(0, Math.floor((until - Date.parse(from)) / 60_000)))
}
