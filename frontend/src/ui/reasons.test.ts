import { expect, test } from 'vitest'
import { following, spoken, unparted } from './reasons'

test.each([
  ['assigned', 'Assigned to you', 'assigned to you'],
  ['direct', 'Noor wrote to you directly', 'Noor wrote to you directly'],
  ['app', 'Slack notified you', 'Slack notified you'],
  ['list', 'An eine Liste', 'an eine Liste'],
])('%s goes on after another reason', (term, text, want) =>
  expect(following({ term, text, weight: 1 }, text)).toBe(want),
)

test.each([
  ['stuck for 4 h 8 min', 'stuck for 4\u00A0h\u00A08\u00A0min'],
  ['6 h', '6\u00A0h'],
  ['2 handled, 3 minutes', '2 handled, 3 minutes'],
])('spans of time hold together: %s', (text, want) => expect(unparted(text)).toBe(want))

// What is told is true when it is read, however long the page has been open.
test.each([
  ['2026-03-04T11:59:30Z', 'Ana is stuck on you'],
  ['2026-03-04T11:00:00Z', 'Ana is stuck on you, for 1 h'],
  ['2026-03-03T11:52:00Z', 'Ana is stuck on you, for 24 h 8 min'],
  ['2026-03-01T09:00:00Z', 'Ana is stuck on you, for 3 days'],
  ['2026-03-05T09:00:00Z', 'Ana is stuck on you'],
  [null, 'Ana is stuck on you'],
])('stuck since %s', (since, want) => {
  const now = Date.parse('2026-03-04T12:00:00Z')
  expect(spoken({ term: 'blocked', text: 'Ana is stuck on you', weight: 2, since }, now)).toBe(want)
})
