import { beforeEach, describe, expect, it } from 'vitest'
import { anItem, FakeCore } from '../../test/fake'
import type { Item, Part, Wanted } from '../api'
import { Notices } from '../ui/notices.svelte'
import { Items } from './items.svelte'
import { most } from './sight'
import { Turn } from './turn'

let queue: Items
const mark = (id: number) => queue.marks.toggle(queue.items.find((item) => item.id === id)!)

describe('a long list', () => {
  const length = 5000
  let asked: Wanted[]
  let all: Item[]

  beforeEach(async () => {
    asked = []
    all = Array.from({ length }, (_, at) => anItem(at + 1))
    const { core } = new FakeCore()
    const fetch = (wanted: Wanted) => Promise.resolve(partOf(all, wanted, asked))
    const whole = { ids: all.map(({ id }) => id), clients: ['Acme', 'Birchwood'] }
    const given = {
      core,
      turn: new Turn(),
      notices: new Notices(),
      about: 'queue',
      fetch,
      all: () => Promise.resolve(whole),
    }
    queue = new Items(given)
    queue.need(0, 20)
    await queue.load()
  })

  const settled = () => queue.load()

  it('is here in part, and knows how long it is', () => {
    expect([queue.items.length, queue.total, queue.offset]).toEqual([most, length, 0])
  })

  it('fetches what comes near the screen, and only that', async () => {
    queue.need(0, 100)
    expect(asked).toHaveLength(1)
    queue.need(2400, 2500)
    await settled()
    expect(queue.items.some(({ id }) => id === 2450)).toBe(true)
    expect(queue.items).toHaveLength(most)
  })

  it('keeps the item under the cursor although it is scrolled away', async () => {
    queue.select(7)
    queue.need(2400, 2500)
    await settled()
    expect([queue.selected?.id, queue.index]).toEqual([7, -1])
    expect(queue.picked.map(({ id }) => id)).toEqual([7])
  })

  it('goes to its end and back', async () => {
    queue.move(Infinity)
    await settled()
    expect(queue.selected?.id).toBe(length)
    queue.move(-Infinity)
    await settled()
    expect(queue.selected?.id).toBe(1)
  })

  it('stays with the cursor’s item when others slot in above', async () => {
    queue.move(Infinity)
    await settled()
    queue.need(length - 20, length)
    all = [anItem(9001), anItem(9002), ...all]
    await settled()
    expect(queue.selected?.id).toBe(length)
    expect(queue.offset + queue.index).toBe(length + 1)
  })

  it('keeps marks that are scrolled away, and marks all of it', async () => {
    mark(3)
    queue.need(2400, 2500)
    await settled()
    mark(2450)
    expect(queue.picked.map(({ id }) => id)).toEqual([2450, 3])
    await queue.markAll()
    expect(queue.pickedAll).toMatchObject({ clients: ['Acme', 'Birchwood'] })
    expect(queue.pickedAll.ids).toHaveLength(length)
    expect(queue.marks.count).toBe(length)
  })

  it('is empty at once when all of it is handled', async () => {
    await queue.markAll()
    const { ids } = queue.pickedAll
    void queue.act({ verb: { do: 'done' }, items: queue.picked, ids, leaves: true })
    expect([queue.items.length, queue.total]).toEqual([0, 0])
  })
})

// The part that the core would give.
function partOf(all: readonly Item[], wanted: Wanted, asked: Wanted[]): Part {
  asked.push(wanted)
  const at = all.findIndex(({ id }) => id === wanted.near)
  const from = at < 0 ? wanted.offset : at - wanted.limit / 2
  const offset = Math.max(0, Math.min(from, all.length - wanted.limit))
  return { items: all.slice(offset, offset + wanted.limit), offset, total: all.length, groups: [] }
}
