import { expect, it } from 'vitest'
import { anItem } from '../../../test/fake'
import { words } from '../../words'
import { routes } from './routes'
import { snoozes } from './snoozes'
import { fits, stateAfter, verbs } from './verbs'

const verb = (id: string) => verbs.find((verb) => verb.id === id)!

it('has each key once', () => {
  const keys = verbs.flatMap(({ keys }) => keys)
  expect(new Set(keys).size).toBe(keys.length)
})

it.each([
  ['done', ['queued', 'snoozed'], true],
  ['done', ['queued', 'done'], false],
  ['reopen', ['done'], true],
  ['reopen', ['queued'], false],
  ['more', ['queued'], true],
  ['more', ['queued', 'queued'], false], // one at a time
  ['snooze', [], false],
] as const)('%s for %j: %s', (id, states, can) => {
  const items = states.map((state, at) => anItem(at, { state }))
  expect(fits(verb(id), items)).toBe(can)
})

it('pins unless everything is pinned', () => {
  const [pinned, loose] = [anItem(1, { pinned: true }), anItem(2)]
  expect(verb('pin').verb?.([pinned, loose])).toEqual({ do: 'pin', pinned: true })
  expect(verb('pin').verb?.([pinned])).toEqual({ do: 'pin', pinned: false })
})

it('knows where a verb leads', () => {
  expect(stateAfter({ do: 'mute' })).toBe('muted')
  expect(stateAfter({ do: 'mark', more: true })).toBeNull()
})

it('offers this afternoon only before it', () => {
  const labels = (now: string) =>
    snoozes('2026-03-25T12:00:00Z', Date.parse(now), 'Europe/Berlin', words).map(
      ({ label }) => label,
    )
  expect(labels('2026-03-25T11:18:30Z')).toEqual([
    'Until the next check-in, 13:00',
    'Until this afternoon, 14:00',
    'Until tomorrow, 09:00',
    'Until next week, Monday 09:00',
  ])
  expect(labels('2026-03-25T13:00:00Z')).toHaveLength(3)
})

it('offers a route only for what all items have in common', () => {
  const labels = (...items: ReturnType<typeof anItem>[]) =>
    routes(items, words).map(({ label }) => label)
  expect(labels(anItem(1))).toEqual(['Everything from Noor', 'Everything from Slack'])
  expect(labels(anItem(1), anItem(2, { from: 'Ines' }))).toEqual(['Everything from Slack'])
  expect(labels(anItem(1, { from: '', app: '' }))).toEqual([])
})
