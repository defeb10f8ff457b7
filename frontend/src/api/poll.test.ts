import { afterEach, expect, it, vi } from 'vitest'
import { PollStream } from './poll'

afterEach(() => vi.unstubAllGlobals())

/** A core that gives these answers, one a question, and then none. */
function stubCore(...answers: (object | number)[]) {
  const asked: string[] = []
  vi.stubGlobal('fetch', (address: string, { signal }: { signal: AbortSignal }) => {
    asked.push(address)
    const answer = answers.shift()
    if (typeof answer === 'number') return Promise.resolve(new Response('', { status: answer }))
    if (answer) return Promise.resolve(Response.json(answer))
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(new Error('aborted'))),
    )
  })
  return asked
}

function listenTo(stream: PollStream): string[] {
  const heard: string[] = []
  for (const name of ['hello', 'queue', 'gate'])
    stream.addEventListener(name, () => heard.push(name))
  stream.onerror = () => heard.push('lost')
  return heard
}

it('asks again from where it was, and greets anew after a restart', async () => {
  const asked = stubCore(
    { version: '1', run: 'A', since: 4, topics: [] },
    { version: '1', run: 'A', since: 6, topics: ['gate', 'queue'] },
    { version: '1', run: 'A', since: 6, topics: [] },
    { version: '2', run: 'B', since: 0, topics: [] },
  )
  const heard = listenTo(new PollStream('/api/v1/events'))
  await vi.waitFor(() => expect(asked).toHaveLength(5))
  expect(heard).toEqual(['hello', 'gate', 'queue', 'hello'])
  expect(asked).toEqual([
    '/api/v1/events/next?run=&since=0',
    '/api/v1/events/next?run=A&since=4',
    '/api/v1/events/next?run=A&since=6',
    '/api/v1/events/next?run=A&since=6',
    '/api/v1/events/next?run=B&since=0',
  ])
})

it('says when the core is gone, and is silent once it was closed', async () => {
  stubCore({ version: '1', run: 'A', since: 4, topics: [] }, 502)
  const heard = listenTo(new PollStream('/api/v1/events'))
  await vi.waitFor(() => expect(heard).toEqual(['hello', 'lost']))

  const asked = stubCore()
  const closed = new PollStream('/api/v1/events')
  const silence = listenTo(closed)
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  closed.close()
  await Promise.resolve()
  expect(silence).toEqual([])
})
