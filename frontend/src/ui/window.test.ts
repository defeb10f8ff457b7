import { describe, expect, it } from 'vitest'
import { anchored, revealed, upTo, visible } from './window'

describe('visible', () => {
  it('draws what is seen and a little more', () => {
    expect(visible(6000, 600, 5000, (at) => at * 60)).toEqual({ first: 94, end: 117 })
  })
  it('ends with the list', () => {
    expect(visible(0, 600, 3, (at) => at * 60)).toEqual({ first: 0, end: 3 })
    expect(visible(9000, 600, 0, (at) => at * 60)).toEqual({ first: 0, end: 0 })
  })
})

it('counts what is not above a number', () => {
  expect([0, 3, 4, 9].map((number) => upTo([3, 4, 4, 8], number))).toEqual([0, 1, 3, 4])
})

describe('anchored', () => {
  const seenAt = (index: number, place: { scrollTop: number; lead: number }) =>
    place.lead + index * 60 - place.scrollTop

  it.each([
    ['rows above it', 5, 8, 120],
    ['rows less above it', 8, 5, 300],
    ['a list at its very top', 3, 0, 0],
    ['no change', 4, 4, 60],
  ])('keeps the row’s pixels with %s', (_, from, to, scrollTop) => {
    const before = { scrollTop, lead: 0 }
    expect(seenAt(to, anchored(before, from, to, 60))).toBe(seenAt(from, before))
  })

  it('gives up the room before the first row when it can', () => {
    const short = anchored({ scrollTop: 0, lead: 0 }, 3, 1, 60)
    expect(short).toEqual({ scrollTop: 0, lead: 120 })
    expect(anchored(short, 1, 4, 60)).toEqual({ scrollTop: 60, lead: 0 })
  })
})

describe('revealed', () => {
  it.each([
    [{ scrollTop: 0, lead: 0 }, 0, 0],
    [{ scrollTop: 600, lead: 0 }, 2, 120], // above: becomes the first seen
    [{ scrollTop: 0, lead: 0 }, 20, 660], // below: becomes the last seen
    [{ scrollTop: 300, lead: 0 }, 8, 300], // seen already
    [{ scrollTop: 0, lead: 120 }, 1, 0],
  ])('from %j to row %i scrolls to %i', (place, index, scrollTop) => {
    expect(revealed(place, index, 60, 600)).toEqual({ scrollTop, lead: 0 })
  })
})
