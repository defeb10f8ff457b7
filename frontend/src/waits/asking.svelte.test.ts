import { expect, it, vi } from 'vitest'
import { aBroken } from '../../test/fakeSetup'
import { Asking } from './asking.svelte'

const change = { checkIn: 5, remove: true }

it('asks nothing about what breaks nothing, or of which the core cannot tell', async () => {
  expect(await new Asking(() => Promise.resolve([])).about(change)).toEqual([])
  expect(await new Asking(() => Promise.reject(new Error('gone'))).about(change)).toEqual([])
})

it('takes what is proposed until something else is chosen, whatever a client is called', async () => {
  const [odd, acme] = [aBroken({ client: 'constructor' }), aBroken()]
  const asking = new Asking(() => Promise.resolve([odd, acme]))
  const answer = asking.about(change)
  await vi.waitFor(() => expect(asking.broken).toHaveLength(2))
  asking.choose(acme, 'longer')
  asking.go()
  expect(await answer).toEqual([
    { client: 'constructor', way: 'check-ins' },
    { client: 'Acme', way: 'longer' },
  ])
  expect(asking.broken).toEqual([])
})

it('leaves the question before for a new one, also where the answer about that comes last', async () => {
  const answers: (() => void)[] = []
  const asking = new Asking(
    () => new Promise((resolve) => answers.push(() => resolve([aBroken()]))),
  )
  const first = asking.about(change)
  const second = asking.about(change)
  answers[1]!()
  await vi.waitFor(() => expect(asking.broken).toHaveLength(1))
  answers[0]!()
  expect(await first).toBe(null)
  expect(asking.broken).toHaveLength(1)
  asking.leave()
  expect(await second).toBe(null)
})
