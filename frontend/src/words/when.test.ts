import { describe, expect, it } from 'vitest'
import { en } from './en'
import { daysBetween, minutesUntil, moment, stamp } from './when'

const now = Date.parse('2026-03-25T11:18:30Z') // a Wednesday, 12:18 in Berlin
const berlin = 'Europe/Berlin'

describe('moment', () => {
  it.each([
    ['2026-03-25T12:00:00Z', '13:00'],
    ['2026-03-26T08:00:00Z', 'tomorrow 09:00'],
    ['2026-03-30T07:00:00Z', 'Monday 09:00'],
    ['2026-04-13T07:05:00Z', '13 Apr 09:05'],
  ])('says %s as %s', (at, words) => {
    expect(moment(at, now, berlin, en)).toBe(words)
  })

  it('takes the system’s zone where the given one is unknown', () => {
    expect(moment('2026-03-25T12:00:00Z', now, 'Not/AZone', en)).toMatch(/\d:00/)
  })
})

describe('stamp', () => {
  it.each([
    ['2026-03-25T08:12:00Z', '09:12'],
    ['2026-03-24T17:40:00Z', 'Tue 18:40'],
    ['2026-03-03T17:40:00Z', '3 Mar'],
    ['2025-11-03T17:40:00Z', '3 Nov 2025'],
  ])('says %s as %s', (at, words) => {
    expect(stamp(at, now, berlin, en)).toBe(words)
  })
})

it('counts days by local midnights, also across the spring gap', () => {
  const saturday = Date.parse('2026-03-28T23:30:00Z') // already Sunday, 0:30
  const monday = Date.parse('2026-03-29T22:30:00Z') // Monday, 0:30, after a day of 23 hours
  expect(daysBetween(saturday, monday, berlin)).toBe(1)
})

it('rounds minutes up and never counts below nothing', () => {
  expect(minutesUntil('2026-03-25T12:00:00Z', now)).toBe(42)
  expect(minutesUntil('2026-03-25T11:00:00Z', now)).toBe(0)
})
