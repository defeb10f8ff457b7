import { expect, it } from 'vitest'
import { anItem } from '../../../test/fake'
import { headings } from './groups'

const groups = [
  { name: 'Acme', count: 2 },
  { name: 'Birchwood', count: 1 },
  { name: '', count: 3 },
]

it('writes each group’s name above its first row', () => {
  expect([...headings(groups, [], 'client')]).toEqual([
    [0, 'Acme'],
    [2, 'Birchwood'],
    [3, 'No client yet'],
  ])
  expect(headings([], [], 'none').size).toBe(0)
})

it('leaves out what is just leaving, and a group that is empty then', () => {
  const leaving = [anItem(1, { client: 'Acme' }), anItem(2, { client: 'Birchwood' })]
  expect([...headings(groups, leaving, 'client')]).toEqual([
    [0, 'Acme'],
    [1, 'No client yet'],
  ])
})

it('says in words what has no name, and of which kind things are', () => {
  expect([...headings([{ name: '', count: 1 }], [], 'person').values()]).toEqual(['Somebody'])
  expect([...headings([{ name: 'task', count: 1 }], [], 'kind').values()]).toEqual(['Tasks'])
  expect([...headings([{ name: 'poem', count: 1 }], [], 'kind').values()]).toEqual(['poem'])
})
