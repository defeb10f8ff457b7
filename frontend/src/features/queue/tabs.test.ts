import { expect, it } from 'vitest'
import { tabOf, tabOfState, tabsWith } from './tabs'

const view = (query: string) => ({ id: 7, name: 'Mine', query, number: 0 })

it('puts saved searches after what is open', () => {
  expect(tabsWith([view('from:noor')]).map(({ word }) => word)).toEqual([
    'Open',
    'Asks me',
    'Stuck',
    'Mine',
    'Waiting',
    'Snoozed',
    'Done',
  ])
})

it.each([
  ['from:noor', 'queued'],
  ['from:noor is:open', 'queued'],
  ['is:Snoozed', 'snoozed'],
])('knows the state of what %s finds', (query, home) => {
  expect(tabOf(view(query)).home).toBe(home)
})

it('knows where items of a state are', () => {
  expect([tabOfState('queued'), tabOfState('done'), tabOfState('muted')]).toEqual([
    'queued',
    'done',
    null,
  ])
})
