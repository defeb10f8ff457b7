import { expect, it, vi } from 'vitest'
import { Core } from './api'
import { askFirst, askedFirst } from './first'

const told = { hours: {}, clients: [], items: [] }
const answer = () => Promise.resolve(new Response(JSON.stringify(told)))
const pathsOf = (ask: ReturnType<typeof vi.fn>) =>
  ask.mock.calls.map(([asked]) => {
    const address = asked instanceof Request ? asked.url.replace('http://core', '') : String(asked)
    return decodeURIComponent(address)
  })

it('asks at once what the program asks when it begins, and nothing of it twice', async () => {
  const ask = vi.fn(answer)
  const core = new Core({ baseUrl: 'http://core', fetch: askFirst(ask as typeof fetch) })
  expect(pathsOf(ask)).toEqual(askedFirst)
  const first = { offset: 0, limit: 400, near: null }
  const begin = () =>
    Promise.all([
      core.status(),
      core.setup.settings(),
      core.setup.clients(),
      core.lists.part({ state: 'queued' }, first),
    ])
  await begin()
  expect(pathsOf(ask)).toEqual(askedFirst)
  await begin() // later the core is asked anew
  expect(pathsOf(ask)).toEqual([...askedFirst, ...askedFirst])
})

it('tells where it is asked for that the core gave no answer', async () => {
  const gone = vi.fn(() => Promise.reject(new TypeError('gone')))
  const core = new Core({ baseUrl: 'http://core', fetch: askFirst(gone as typeof fetch) })
  await expect(core.status()).rejects.toThrow()
})
