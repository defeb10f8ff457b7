import { expect, it } from 'vitest'
import { words } from '../../words'
import { choices } from './choices'

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
