import { describe, expect, it } from 'vitest'
import { blocksOf, daysIn, daysText, weekOf, widest } from './hours'
import { parseSpan, parseTime } from './timeofday'

describe('a time of day', () => {
  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['9:30', '09:30'],
    [' 09.30 ', '09:30'],
    ['9h30', '09:30'],
    ['17 Uhr', '17:00'],
    ['4:30 pm', '16:30'],
    ['12am', '00:00'],
    ['24:00', '24:00'],
  ])('%s is %s', (typed, time) => {
    expect(parseTime(typed)).toBe(time)
  })

  it.each(['', 'noon', '25', '9:60', '13 pm', '24:30', '-1'])('%s is none', (typed) => {
    expect(parseTime(typed)).toBeNull()
  })
})

describe('a span', () => {
  it.each([
    ['3', 180],
    ['3 h', 180],
    ['2.5h', 150],
    ['2,5 h', 150],
    ['2 h 30', 150],
    ['90 min', 90],
  ])('%s is %i minutes', (typed, minutes) => {
    expect(parseSpan(typed)).toBe(minutes)
  })

  it.each(['', 'long', '2.5 h 30', '-1'])('%s is none', (typed) => {
    expect(parseSpan(typed)).toBeNull()
  })
})

describe('hours', () => {
  const office = { days: [1, 2, 3, 4, 5], start: '09:00', end: '17:00' }

  it('are lines of equal parts, and the same again after a round trip', () => {
    const blocks = [office, { days: [6], start: '10:00', end: '12:00' }]
    expect(blocksOf(weekOf(blocks))).toEqual(blocks)
  })

  it('go over midnight into the next day', () => {
    const week = weekOf([{ days: [6], start: '22:00', end: '02:00' }])
    expect(week[6]).toEqual([{ start: '22:00', end: '24:00' }])
    expect(week[0]).toEqual([{ start: '00:00', end: '02:00' }])
  })

  it('become one where they touch or overlap', () => {
    const week = weekOf([office, { days: [1], start: '16:00', end: '19:00' }])
    expect(week[1]).toEqual([{ start: '09:00', end: '19:00' }])
  })

  it('have a widest day', () => {
    expect(widest(weekOf([office, { days: [6], start: '08:00', end: '12:00' }]))).toEqual({
      start: '08:00',
      end: '17:00',
    })
    expect(widest(weekOf([]))).toBeNull()
  })
})

it.each(['daily', 'weekdays', 'mon,wed', 'sun', 'sat,sun'])('days: %s', (text) => {
  expect(daysText(daysIn(text))).toBe(text)
})
