import { expect, it } from 'vitest'
import { anItem } from '../../../test/fake'
import { countPerClient, grouped, headings } from './groups'

const items = [
  anItem(1, { client: 'Acme', app: 'Slack' }),
  anItem(2, { client: 'Birchwood', app: 'Mail' }),
  anItem(3, { client: '', app: 'Slack' }),
  anItem(4, { client: 'Acme', app: 'Mail' }),
]

it('keeps groups and rows in the order in which they come first', () => {
  expect(grouped(items, 'client').map(({ id }) => id)).toEqual([1, 4, 2, 3])
  expect(grouped(items, 'source').map(({ id }) => id)).toEqual([1, 3, 2, 4])
  expect(grouped(items, 'none')).toBe(items)
})

it('writes each group’s name above its first row', () => {
  expect([...headings(grouped(items, 'client'), 'client')]).toEqual([
    [0, 'Acme'],
    [2, 'Birchwood'],
    [3, 'No client yet'],
  ])
  expect(headings(items, 'none').size).toBe(0)
})

it('counts for each client', () => {
  expect(Object.fromEntries(countPerClient(items))).toEqual({ Acme: 2, Birchwood: 1, '': 1 })
})
