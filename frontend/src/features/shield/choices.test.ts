import { expect, it } from 'vitest'
import { words } from '../../words'
import { choices, shorterThan } from './choices'

const now = Date.parse('2026-03-25T11:18:30Z')

function offered(nextCheckIn: string | null): string[] {
  return choices(nextCheckIn, now, 'Europe/Berlin', words).map((choice) => choice.label)
}

it('offers the usual lengths and the next check-in', () => {
  expect(offered('2026-03-25T12:00:00Z')).toEqual([
    '25 minutes',
    '50 minutes',
    '90 minutes',
    'Until the next check-in, 13:00',
  ])
})

it.each([null, '2026-03-25T11:18:30Z', '2026-03-26T08:30:00Z'])(
  'offers no check-in with %s',
  (next) => {
    expect(offered(next)).toHaveLength(3)
  },
)

it.each([
  ['2026-03-25T12:00:00Z', 'Only until 13:00'],
  ['2026-03-25T11:20:00Z', undefined], // not worth beginning
])('offers to end before the first wait that breaks, at %s', (at, label) => {
  const broken = [{ at: '2026-03-25T15:00:00Z' }, { at }]
  expect(shorterThan(broken, now, 'Europe/Berlin', words)?.label).toBe(label)
})
