import { expect, it } from 'vitest'
import { ahead, cityOf, clockIn, isZone, shifted, zonesLike } from './zones'

const now = Date.parse('2026-03-25T11:18:30Z')

it('knows zones by name', () => {
  expect(isZone('Europe/Helsinki')).toBe(true)
  expect(isZone('Europe/Nowhere')).toBe(false)
  expect(cityOf('America/New_York')).toBe('New York')
  expect(clockIn('Europe/Helsinki', now)).toBe('13:18')
  expect(zonesLike('new yo')).toEqual(['America/New_York'])
  expect(zonesLike('n')).toEqual([])
})

it.each([
  ['Europe/Helsinki', 'Europe/Berlin', 60],
  ['America/New_York', 'Europe/Berlin', -300], // in March the United States are on summer time already
  ['Asia/Kolkata', 'UTC', 330],
  ['Europe/Berlin', 'Europe/Berlin', 0],
])('%s is ahead of %s by %i minutes', (zone, of, minutes) => {
  expect(ahead(zone, of, now)).toBe(minutes)
})

it('shows hours by another clock, around midnight too', () => {
  expect(shifted({ start: '10:00', end: '18:00' }, 60)).toEqual({ start: '09:00', end: '17:00' })
  expect(shifted({ start: '01:00', end: '09:00' }, 120)).toEqual({ start: '23:00', end: '07:00' })
})
