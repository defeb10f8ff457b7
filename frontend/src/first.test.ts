import { readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { Core } from './api'
import { answeredBy, askedFirst } from './first'

// What came with the page, as far as it is read here.
const pageWith = (told: Record<string, unknown>) => {
  const parts = Object.entries(told).map(([asked, answer]) => ({
    dataset: { asked },
    textContent: JSON.stringify(answer),
    remove: vi.fn(),
  }))
  return { page: { querySelectorAll: () => parts } as unknown as ParentNode, parts }
}
const anew = () =>
  Promise.resolve(new Response(JSON.stringify({ hours: {}, clients: [], items: [] })))
const pathsOf = (ask: ReturnType<typeof vi.fn>) =>
  ask.mock.calls.map(([asked]) =>
    decodeURIComponent((asked as Request).url.replace('http://core', '')),
  )

it('takes what came with the page once, and asks the core later', async () => {
  const { page, parts } = pageWith(
    Object.fromEntries(askedFirst.map((path) => [path, { hours: {}, clients: [], items: [] }])),
  )
  const ask = vi.fn(anew)
  const core = new Core({
    baseUrl: 'http://core',
    fetch: answeredBy(page, ask as typeof fetch).fetch,
  })
  const begin = () =>
    Promise.all([
      core.status(),
      core.setup.settings(),
      core.setup.clients(),
      core.lists.part({ state: 'queued' }, { offset: 0, limit: 400, near: null }),
    ])
  await begin()
  expect(pathsOf(ask)).toEqual([])
  expect(parts.every(({ remove }) => remove.mock.calls.length === 1)).toBe(true)
  await begin()
  expect(pathsOf(ask)).toEqual(askedFirst)
})

it('asks for what did not come with the page', async () => {
  const gone = vi.fn(() => Promise.reject(new TypeError('gone')))
  const { page } = pageWith({})
  const core = new Core({
    baseUrl: 'http://core',
    fetch: answeredBy(page, gone as typeof fetch).fetch,
  })
  await expect(core.status()).rejects.toThrow()
})

it('asks for what came with the page too, once the program has begun', async () => {
  const { page } = pageWith({ [askedFirst[2]!]: { clients: [{ id: 1 }] } })
  const ask = vi.fn(anew)
  const first = answeredBy(page, ask as typeof fetch)
  const core = new Core({ baseUrl: 'http://core', fetch: first.fetch })
  first.drop()
  expect(await core.setup.clients()).toEqual([])
  expect(pathsOf(ask)).toEqual([askedFirst[2]])
})

it('asks what the core sends along', () => {
  const source = readFileSync(new URL('../../backend/api/interface.go', import.meta.url), 'utf8')
  const sent = source.slice(source.indexOf('var askedFirst'), source.indexOf('// servePage'))
  expect([...sent.matchAll(/"(.*)"/g)].map(([, path]) => path)).toEqual(askedFirst)
})
