import { expect, it } from 'vitest'
import type { Status } from '../../api'
import { words } from '../../words'
import { aStatus } from '../../../test/fake'
import { emptyWords } from './empty'

const now = Date.parse('2026-03-25T11:18:30Z')

it.each<[Partial<Status>, string]>([
  [
    { nextCheckIn: '2026-03-25T12:00:00Z' },
    'Nothing is waiting for you. The next check-in is at 13:00.',
  ],
  [
    { nextCheckIn: '2026-03-26T08:30:00Z' },
    'Nothing is waiting for you. The next check-in is tomorrow 09:30.',
  ],
  [
    { nextCheckIn: null },
    'Nothing is waiting for you. No check-in is planned, so what arrives is held until you ask for it.',
  ],
  [
    {
      state: 'shield',
      shieldUntil: '2026-03-25T11:30:00Z',
      nextCheckIn: '2026-03-25T11:30:00Z',
    },
    'Nothing is waiting for you. Deep work goes on until 12:30; the check-in comes at its end.',
  ],
  [
    {
      state: 'shield',
      shieldUntil: '2026-03-25T11:30:00Z',
      nextCheckIn: '2026-03-26T08:30:00Z',
    },
    'Nothing is waiting for you. Deep work goes on until 12:30; the next check-in is tomorrow 09:30.',
  ],
  [
    { state: 'shield', shieldUntil: '2026-03-25T11:30:00Z', nextCheckIn: null },
    'Nothing is waiting for you. Deep work goes on until 12:30; what arrives is held until you ask for it.',
  ],
  [
    { state: 'off', offUntil: '2026-03-30T07:00:00Z' },
    'Nothing is waiting for you. Sluice is off until Monday 09:00; what arrives is kept.',
  ],
  [
    { state: 'checkin' },
    'Everything is handled. The check-in is still open: what arrives now comes in here.',
  ],
])('with %j', (status, sentence) => {
  const { title, next } = emptyWords(aStatus(status), now, words)
  expect(`${title} ${next}`).toBe(sentence)
})
