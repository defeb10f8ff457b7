import { beforeEach, expect, it } from 'vitest'
import { anItem, aRun, FakeCore } from '../../../test/fake'
import { Turn } from '../../items/turn'
import { Notices } from '../../ui/notices.svelte'
import { words } from '../../words'
import type { Run } from '../../api'
import { CheckIn } from './checkin.svelte'
import { arrivedLines, didLines, totalOf } from './ledger'

let fake: FakeCore
let run: Run | null
let checkIn: CheckIn

beforeEach(async () => {
  const mine = [1, 2, 3].map((id) => anItem(id))
  fake = new FakeCore([...mine, anItem(4, { run: 4 })])
  run = aRun()
  checkIn = new CheckIn(fake.core, () => run, new Turn(), new Notices())
  await checkIn.list.load()
})

const act = (what: 'done' | 'mute', id: number) =>
  checkIn.list.act({
    verb: { do: what },
    items: checkIn.list.items.filter((item) => item.id === id),
    leaves: true,
  })

it('has what this check-in brought, not what was left over before', () => {
  expect(checkIn.list.items.map(({ id }) => id)).toEqual([1, 2, 3])
  expect(checkIn.carried.map(({ id }) => id)).toEqual([4])
  expect(checkIn.progress).toEqual({ done: 0, total: 3 })
})

it('moves on at once, and lists what was handled', async () => {
  const acted = act('done', 1)
  expect(checkIn.progress).toEqual({ done: 1, total: 3 })
  await acted
  expect(checkIn.progress).toEqual({ done: 1, total: 3 })
  expect(checkIn.handled.map(({ id, state }) => [id, state])).toEqual([[1, 'done']])
})

it('ends with a receipt that adds up', async () => {
  await act('done', 1)
  await act('mute', 2)
  run = null
  await checkIn.end(aRun(), Date.parse('2026-03-25T11:19:00Z'))
  const ended = checkIn.ended!
  expect(totalOf(ended.did)).toBe(3)
  expect(didLines(ended.did, words)).toEqual([
    { label: 'Done', count: 1, state: 'done' },
    { label: 'Muted the thread', count: 1, state: 'muted' },
    { label: 'Left in the queue', count: 1, state: 'queued' },
  ])
  expect(arrivedLines(ended.receipt!, words)).toEqual([
    { label: 'Delivered', count: 3 },
    { label: 'Still held', count: 0 },
  ])
  checkIn.begin()
  expect(checkIn.ended).toBeNull()
})
