import { describe, expect, it } from 'vitest'
import type { Status } from '../../api'
import { words } from '../../words'
import { aRun, aStatus } from '../../../test/fake'
import { sentence } from './sentence'

const now = Date.parse('2026-03-25T11:18:30Z') // a Wednesday, 12:18 in Berlin

function says(status: Partial<Status>): string {
  const { state, rest } = sentence(aStatus(status), now, words)
  return `${state} ${rest}`
}

describe('the strip says', () => {
  const one = '2026-03-25T12:00:00Z'
  it.each<[string, Partial<Status>]>([
    ['Holding · next check-in 13:00, in 42 min', { silence: 'confirmed', nextCheckIn: one }],
    [
      'Holding, not confirmed · next check-in 13:00, in 42 min',
      { silence: 'asked', nextCheckIn: one },
    ],
    [
      'Collecting, not silencing · next check-in 13:00, in 42 min',
      { silence: 'off', nextCheckIn: one },
    ],
    [
      'Collecting, not silencing · next check-in 13:00, in 42 min',
      { silence: 'impossible', nextCheckIn: one },
    ],
    ['Holding · next check-in 16:30, in 4 h 12 min', { nextCheckIn: '2026-03-25T15:30:00Z' }],
    ['Holding · next check-in now', { nextCheckIn: '2026-03-25T11:18:30Z' }],
    ['Holding · next check-in tomorrow 09:30', { nextCheckIn: '2026-03-26T08:30:00Z' }],
    ['Holding · no check-in is planned', { nextCheckIn: null }],
    ['Deep work until 12:30', { state: 'shield', shieldUntil: '2026-03-25T11:30:00Z' }],
    [
      'Deep work until 12:30, not confirmed',
      { state: 'shield', silence: 'asked', shieldUntil: '2026-03-25T11:30:00Z' },
    ],
    [
      'Deep work until 12:30, not silencing',
      { state: 'shield', silence: 'impossible', shieldUntil: '2026-03-25T11:30:00Z' },
    ],
    ['Check-in open · 6 left', { state: 'checkin', run: run(14, 6) }],
    ['Check-in open · nothing left', { state: 'checkin', run: run(14, 0) }],
    ['Check-in open ', { state: 'checkin', run: null }], // another client's, behind the wall
    ['Off until Monday 09:00', { state: 'off', offUntil: '2026-03-30T07:00:00Z' }],
    ['Off · nothing is planned', { state: 'off', offUntil: null }],
  ])('%s', (words, status) => {
    expect(says(status)).toBe(words)
  })

  it('never how many are held', () => {
    expect(says({ held: 37, queued: 41 })).not.toMatch(/37|41/)
  })
})

it('opens the gate’s line by the share that is left', () => {
  expect(sentence(aStatus({ state: 'checkin', run: run(14, 6) }), now, words).open).toBeCloseTo(
    6 / 14,
  )
  expect(sentence(aStatus({}), now, words).open).toBe(0)
})

it('reads out nothing that changes every minute', () => {
  const status = aStatus({ nextCheckIn: '2026-03-25T12:00:00Z' })
  const later = now + 5 * 60_000
  expect(sentence(status, later, words).spoken).toBe(sentence(status, now, words).spoken)
})

function run(total: number, left: number) {
  return aRun({ total, left })
}
