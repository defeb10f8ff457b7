import { expect, test } from 'vitest'
import { following, unparted } from './reasons'

test.each([
  ['assigned', 'Assigned to you', 'assigned to you'],
  ['direct', 'Noor wrote to you directly', 'Noor wrote to you directly'],
  ['app', 'Slack notified you', 'Slack notified you'],
  ['list', 'An eine Liste', 'an eine Liste'],
])('%s goes on after another reason', (term, text, want) =>
  expect(following({ term, text, weight: 1 })).toBe(want),
)

test.each([
  ['stuck for 4 h 8 min', 'stuck for 4\u00A0h\u00A08\u00A0min'],
  ['6 h', '6\u00A0h'],
  ['2 handled, 3 minutes', '2 handled, 3 minutes'],
])('spans of time hold together: %s', (text, want) => expect(unparted(text)).toBe(want))
