import { expect, it, vi } from 'vitest'
import { anItem, FakeCore } from '../../../test/fake'
import { Turn } from '../../items/turn'
import { Notices } from '../../ui/notices.svelte'
import { Search } from './search.svelte'

it('asks with each letter, but for the last one alone while an answer is on its way', async () => {
  const { core } = new FakeCore([])
  const answers: (() => void)[] = []
  const asked = vi
    .spyOn(core, 'search')
    .mockImplementation(() => new Promise((resolve) => answers.push(() => resolve([anItem(1)]))))
  const search = new Search(core, new Turn(), new Notices())

  const first = search.find('z')
  void search.find('za')
  const last = search.find('zab ')
  expect(search.told).toBe('') // nothing is known yet: neither that there is something, nor that there is not
  answers.shift()!()
  await first
  expect([search.told, search.text]).toEqual(['z', 'zab '])
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  answers.shift()!()
  await last
  expect(search.told).toBe('zab')
  expect(asked.mock.calls).toEqual([['z'], ['zab']])
})

it('goes over to what was found, unless more was written while that was on its way', async () => {
  const { core } = new FakeCore([])
  const answers: (() => void)[] = []
  vi.spyOn(core, 'search').mockImplementation(
    () => new Promise((resolve) => answers.push(() => resolve([anItem(1)]))),
  )
  const search = new Search(core, new Turn(), new Notices())
  search.writing = true
  void search.find('za')
  const over = search.enter()
  void search.find('zab')
  for (let i = 0; i < 2; i++) {
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    answers.shift()!()
  }
  await over
  expect(search.writing).toBe(true) // or the next letter would be a key
  void search.enter()
  expect(search.writing).toBe(false) // it is here, and not asked for again
  expect(answers).toHaveLength(0)
})
