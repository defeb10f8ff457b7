import { expect, it } from 'vitest'
import type { CheckIn } from '../../api'
import { changes, proposedTimes } from './plan'

function checkIn(id: number, at: string, differences: Partial<CheckIn> = {}): CheckIn {
  return { id, at, days: 'weekdays', client: '', once: '', zone: '', ...differences }
}

it('adds all that is proposed to an empty plan', () => {
  expect(changes([], proposedTimes, 'weekdays').add.map(({ at }) => at)).toEqual(proposedTimes)
})

it('changes nothing the second time', () => {
  const plan = proposedTimes.map((at, i) => checkIn(i, at))
  expect(changes(plan, proposedTimes, 'weekdays')).toEqual({ remove: [], add: [] })
})

it('takes away what is not wished any more, and lets a client’s own and single ones be', () => {
  const plan = [
    checkIn(1, '09:30'),
    checkIn(2, '11:00', { client: 'Acme' }),
    checkIn(3, '12:00', { once: '2026-03-25' }),
    checkIn(4, '13:00', { days: 'mon' }),
  ]
  const { remove, add } = changes(plan, ['13:00'], 'weekdays')
  expect(remove.map(({ id }) => id)).toEqual([1, 4])
  expect(add).toEqual([{ at: '13:00', days: 'weekdays' }])
})
