import { expect, it } from 'vitest'
import { dateAt, instantAt, localTime } from './zoned'

it.each([
  ['2026-03-25', '14:30', 'Europe/Berlin', '2026-03-25T13:30:00.000Z'],
  ['2026-03-29', '09:00', 'Europe/Berlin', '2026-03-29T07:00:00.000Z'], // the clocks went forward that night
  ['2026-10-25', '09:00', 'Europe/Berlin', '2026-10-25T08:00:00.000Z'],
  ['2026-03-25', '09:00', 'Asia/Kolkata', '2026-03-25T03:30:00.000Z'],
  ['2026-03-25', '23:30', 'America/New_York', '2026-03-26T03:30:00.000Z'],
])('%s %s in %s is %s', (date, time, zone, instant) => {
  expect(instantAt(date, time, zone)?.toISOString()).toBe(instant)
})

it('is none where there is no such date', () => {
  expect(instantAt('', '09:00', 'UTC')).toBeNull()
})

it('knows the date by the clock of a zone', () => {
  expect(dateAt(Date.parse('2026-03-26T03:30:00Z'), 'America/New_York')).toBe('2026-03-25')
  expect(localTime(Date.parse('2026-03-26T03:30:00Z'), 'America/New_York')).toBe('23:30')
})
