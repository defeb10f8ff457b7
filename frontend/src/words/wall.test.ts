import { describe, expect, it } from 'vitest'
import { aStatus } from '../../test/samples'
import { de } from './de'
import { en } from './en'
import { learn, wallAt } from './wall'

const berlin = 'Europe/Berlin'
const { now, zone, offsets } = aStatus()

it('is the same by what the core told as by the calendar', () => {
  const from = Date.parse('2025-03-31T00:00:00Z')
  const instants = Array.from({ length: 1400 }, (_, i) => from + i * 6.3 * 3_600_000)
  instants.push(...offsets.flatMap(({ from }) => [Date.parse(from) - 1, Date.parse(from)]))
  const byCalendar = instants.map((at) => wallAt(at, berlin))
  learn(zone, offsets, now)
  expect(instants.map((at) => wallAt(at, berlin))).toEqual(byCalendar)
})

it('takes the calendar for another zone, and for what the core told nothing of', () => {
  learn(berlin, [{ from: '2026-01-01T00:00:00Z', minutes: 77 }], '2026-03-25T11:00:00Z')
  const shown = (at: string, zone: string) => {
    const { year, hour, minute } = wallAt(Date.parse(at), zone)
    return [year, hour, minute]
  }
  expect(shown('2026-03-25T11:00:00Z', berlin)).toEqual([2026, 12, 17])
  expect(shown('2026-03-25T11:00:00Z', 'Asia/Kathmandu')).toEqual([2026, 16, 45])
  expect(shown('2025-12-31T23:30:00Z', berlin)).toEqual([2026, 0, 30])
  expect(shown('2027-07-01T11:00:00Z', berlin)).toEqual([2027, 13, 0])
})

describe.each([en, de])('the calendar of $locale', ({ locale, calendar }) => {
  const named = (at: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(at)
  const sunday = (day: number) => Date.UTC(2026, 2, 1 + day)
  const first = (month: number) => Date.UTC(2026, month, 3)

  it('has the names that the language has', () => {
    expect(calendar.days).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((d) => named(sunday(d), { weekday: 'long' })),
    )
    expect(calendar.shortDays).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((d) => named(sunday(d), { weekday: 'short' })),
    )
    expect(calendar.months.map((month) => calendar.date(3, month))).toEqual(
      calendar.months.map((_, month) => named(first(month), { day: 'numeric', month: 'short' })),
    )
  })
})
