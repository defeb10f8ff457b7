import { beforeEach, describe, expect, it } from 'vitest'
import { anItem, FakeCore, json, problem } from '../../../test/fake'
import { Notices } from '../../ui/notices.svelte'
import { Queue } from './queue.svelte'

let fake: FakeCore
let notices: Notices
let queue: Queue

beforeEach(async () => {
  fake = new FakeCore([1, 2, 3, 4].map((id) => anItem(id)))
  notices = new Notices()
  queue = new Queue(fake.core, notices)
  await queue.load()
})

const shown = () => queue.items.map((item) => item.id)
const done = (id: number) => queue.done(queue.items.find((item) => item.id === id)!)

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
    fake.next('POST /items/2/done', () =>
      problem(409, 'conflict', 'It is being worked on elsewhere.'),
    )
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
    fake.next('POST /items/2/done', () => problem(409, 'conflict', 'No.'))
    const acted = done(2)
    queue.move(1)
    await acted
    expect(queue.selected?.id).toBe(4)
  })

  it('sends the same key again where no answer came', async () => {
    fake.next('POST /items/1/done', () => Promise.reject(new TypeError('gone')))
    await done(1)
    await notices.list[0]?.retry?.run()
    const [first, second] = fake.callsOf('POST /items/1/done')
    expect(second?.key).toBe(first?.key)
  })

  it('is not undone by a list that was on its way before', async () => {
    const old = { items: fake.items }
    let arrive = (): void => undefined
    fake.next('GET /queue', () => new Promise((resolve) => (arrive = () => resolve(json(old)))))
    const loading = queue.load()
    const acted = done(1)
    await queue.settled()
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
    const posts = fake.calls.filter(({ method }) => method === 'POST')
    expect(posts.map(({ path }) => path)).toEqual([
      '/items/3/done',
      '/items/1/done',
      '/items/2/done',
    ])
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
