import { beforeEach, describe, expect, it, vi } from 'vitest'
import { anItem, FakeCore, json, problem } from '../../test/fake'
import { Notices } from '../ui/notices.svelte'
import { Items } from './items.svelte'
import { Turn } from './turn'

let fake: FakeCore
let notices: Notices
let queue: Items
let turn: Turn

beforeEach(async () => {
  fake = new FakeCore([1, 2, 3, 4].map((id) => anItem(id)))
  notices = new Notices()
  turn = new Turn()
  const { core } = fake
  queue = new Items({ core, turn, notices, about: 'queue', fetch: () => core.queue() })
  await queue.load()
})

const shown = () => queue.items.map((item) => item.id)
const those = (ids: number[]) => queue.items.filter((item) => ids.includes(item.id))
const mark = (id: number) => those([id]).forEach((item) => queue.marks.toggle(item))
const done = (...ids: number[]) =>
  queue.act({ verb: { do: 'done' }, items: those(ids), leaves: true })

describe('the cursor', () => {
  it('begins at the first item and stops at the ends', () => {
    expect(queue.selected?.id).toBe(1)
    queue.move(-1)
    expect(queue.selected?.id).toBe(1)
    queue.move(Infinity)
    expect(queue.selected?.id).toBe(4)
  })

  it('stays on its item while others slot in around it', async () => {
    queue.select(2)
    fake.items = [anItem(9), anItem(8), ...fake.items]
    await queue.load()
    expect([queue.selected?.id, queue.index]).toEqual([2, 3])
  })

  it('goes to the row that takes the place of one that is gone', async () => {
    queue.select(2)
    fake.items = fake.items.filter((item) => item.id !== 2)
    await queue.load()
    expect(queue.selected?.id).toBe(3)
  })

  it('is nowhere when there is nothing', async () => {
    fake.items = []
    await queue.load()
    expect([queue.selected, queue.index]).toEqual([null, -1])
  })
})

describe('done', () => {
  it('takes the item away at once and goes to the next row', async () => {
    queue.select(2)
    const acted = done(2)
    expect(shown()).toEqual([1, 3, 4])
    expect(queue.selected?.id).toBe(3)
    await acted
    expect(shown()).toEqual([1, 3, 4])
  })

  it('goes to the row before when it was the last', () => {
    queue.select(4)
    void done(4)
    expect(queue.selected?.id).toBe(3)
  })

  it('brings the item back to its place, and says why, when the core refuses', async () => {
    queue.select(2)
    fake.next('POST /done', () => problem(409, 'conflict', 'It is being worked on elsewhere.'))
    await done(2)
    expect(shown()).toEqual([1, 2, 3, 4])
    expect(queue.selected?.id).toBe(2)
    expect(notices.list[0]?.sentence).toBe('It is being worked on elsewhere.')
    await notices.list[0]?.retry?.run()
    expect(shown()).toEqual([1, 3, 4])
    expect(notices.list).toEqual([])
  })

  it('leaves a cursor that has moved on where it is when the core refuses', async () => {
    queue.select(2)
    fake.next('POST /done', () => problem(409, 'conflict', 'No.'))
    const acted = done(2)
    queue.move(1)
    await acted
    expect(queue.selected?.id).toBe(4)
  })

  it('sends the same key again where no answer came', async () => {
    fake.next('POST /done', () => Promise.reject(new TypeError('gone')))
    await done(1)
    await notices.list[0]?.retry?.run()
    const [first, second] = fake.callsOf('POST /done')
    expect(second?.key).toBe(first?.key)
  })

  it('is not undone by a list that was on its way before', async () => {
    const old = { items: fake.items }
    let arrive = (): void => undefined
    fake.next('GET /queue', () => new Promise((resolve) => (arrive = () => resolve(json(old)))))
    const loading = queue.load()
    const acted = done(1)
    await turn.settled()
    arrive()
    await loading
    expect(shown()).toEqual([2, 3, 4])
    await acted
    expect(shown()).toEqual([2, 3, 4])
  })

  it('stands although the list cannot be had afterwards', async () => {
    fake.next('GET /queue', () => problem(500, 'internal', 'Something broke.'))
    await done(1)
    expect(shown()).toEqual([2, 3, 4])
    expect(notices.list[0]?.sentence).toBe('Something broke.')
  })

  it('reaches the core in the order of the keys', async () => {
    await Promise.all([done(3), done(1), done(2)])
    const bodies = fake.callsOf('POST /done').map(({ body }) => body)
    expect(bodies).toEqual([{ items: [3] }, { items: [1] }, { items: [2] }])
  })
})

it('puts the cursor on what undo brought back', async () => {
  await done(1)
  queue.move(Infinity)
  await fake.core.undo()
  await queue.restored()
  expect(shown()).toEqual([1, 2, 3, 4])
  expect(queue.selected?.id).toBe(1)
})

describe('marks', () => {
  it('are what a verb is for, all of them as one act', async () => {
    mark(2)
    mark(4)
    expect(queue.picked.map((item) => item.id)).toEqual([2, 4])
    queue.select(2)
    const acted = done(2, 4)
    expect(shown()).toEqual([1, 3])
    expect(queue.selected?.id).toBe(3)
    await acted
    expect(fake.callsOf('POST /done')).toHaveLength(1)
    expect(queue.marks.any).toBe(false)
  })

  it('grow with Shift and an arrow, and shrink on the way back', () => {
    queue.extend(1)
    queue.extend(1)
    expect(queue.marked.map((item) => item.id)).toEqual([1, 2, 3])
    queue.extend(-1)
    expect(queue.marked.map((item) => item.id)).toEqual([1, 2])
    queue.markAll()
    expect(queue.marked).toHaveLength(4)
  })

  it('of what is gone do not count', async () => {
    mark(2)
    fake.items = fake.items.filter((item) => item.id !== 2)
    await queue.load()
    expect(queue.picked.map((item) => item.id)).toEqual([1])
  })
})

describe('a pin', () => {
  const pin = () =>
    queue.act({
      verb: { do: 'pin', pinned: true },
      items: those([2]),
      leaves: false,
      patch: { pinned: true },
    })

  it('shows at once, and is taken back when the core refuses', async () => {
    fake.next('POST /pin', () => problem(409, 'conflict', 'No.'))
    const acted = pin()
    expect(those([2])[0]?.pinned).toBe(true)
    await acted
    expect(those([2])[0]?.pinned).toBe(false)
    expect(notices.list[0]?.sentence).toBe('No.')
  })
})

describe('an attempt', () => {
  it('shows nothing before the core has taken it', async () => {
    fake.next('POST /snooze', () => problem(422, 'invalid', '“foo” is not understood as a time.'))
    const verb = { do: 'snooze', words: 'foo' } as const
    const attempt = queue.attempt({ verb, items: those([1]), leaves: true })
    expect(shown()).toEqual([1, 2, 3, 4])
    await expect(attempt).rejects.toThrow('is not understood')
    expect(notices.list).toEqual([])
    await queue.attempt({ verb, items: those([1]), leaves: true })
    expect(shown()).toEqual([2, 3, 4])
  })
})

it('shows nothing of what was asked for before it was emptied', async () => {
  let arrive = (): void => undefined
  const old = { items: fake.items }
  fake.next('GET /queue', () => new Promise((resolve) => (arrive = () => resolve(json(old)))))
  const fresh = queue.load()
  await vi.waitFor(() => expect(fake.callsOf('GET /queue')).toHaveLength(2))
  queue.empty()
  arrive()
  await fresh
  expect([queue.loaded, queue.items]).toEqual([false, []])
})

it('keeps what is as it was, so that only what changed is drawn again', async () => {
  const [first, second] = queue.items
  fake.items = fake.items.map((item) => ({ ...item, title: item.id === 2 ? 'New' : item.title }))
  await queue.load()
  expect(queue.items[0]).toBe(first)
  expect(queue.items[1]).not.toBe(second)
  expect(queue.items[1]?.title).toBe('New')
})
