import { expect, it, vi } from 'vitest'
import { aStatus, FakeCore, problem } from '../../test/fake'
import { keyAfter, requestKey } from './key'
import { doneBefore, Problem, unreachable } from './problem'

it('sends every change with a key of its own and the window’s name', async () => {
  const fake = new FakeCore()
  await fake.core.act({ do: 'done' }, [7])
  await fake.core.startShield({ minutes: 25 })
  await fake.core.endShield()
  await fake.core.checkInNow()
  await fake.core.undo()
  expect(fake.calls.map(({ client }) => client)).toEqual(Array(5).fill('window'))
  const keys = fake.calls.map(({ key }) => key)
  expect(new Set(keys).size).toBe(5)
  for (const key of keys)
    expect(key).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/)
  expect(fake.callsOf('POST /shields')[0]?.body).toEqual({ minutes: 25 })
})

it('reads the status as it is told', async () => {
  expect(await new FakeCore().core.status()).toEqual(aStatus())
})

it('throws the core’s own sentence', async () => {
  const fake = new FakeCore()
  fake.next('POST /done', () => problem(404, 'not-found', 'There is no item 7.'))
  await expect(fake.core.act({ do: 'done' }, [7])).rejects.toMatchObject({
    code: 'not-found',
    message: 'There is no item 7.',
  })
})

it.each([
  ['no answer', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['a proxy that finds nobody', () => new Response('gone', { status: 502 })],
])('calls the core unreachable with %s', async (_, answer) => {
  const fake = new FakeCore()
  fake.next('GET /status', answer)
  await expect(fake.core.status()).rejects.toMatchObject({ code: unreachable })
})

it('keeps a key only where the first attempt may have been heard', () => {
  const key = requestKey()
  expect(keyAfter(new Problem(unreachable, ''), key)).toBe(key)
  expect(keyAfter(new Problem(doneBefore, ''), key)).toBe(key)
  expect(keyAfter(new Problem('conflict', ''), key)).not.toBe(key)
})

it('takes what was done at an earlier attempt, whose answer was lost, for done', async () => {
  const fake = new FakeCore()
  const sentence = 'This was done already; only the answer was lost. Look at how things stand.'
  const lost = () => problem(409, doneBefore, sentence)
  const asked = ['POST /done', 'POST /shields', 'POST /checkins/now', 'POST /call']
  const planned = ['POST /rules/5/switch', 'POST /checkins/5/switch', 'DELETE /checkins/5']
  for (const each of [...asked, ...planned, 'POST /shields/rules/5/switch']) fake.next(each, lost)
  expect(await fake.core.act({ do: 'done' }, [7])).toEqual({ id: 0, sentence })
  expect(await fake.core.startShield({ minutes: 25 })).toBe(null)
  expect(await fake.core.checkInNow()).toEqual({ sentence, delivered: 0, run: null })
  await expect(fake.core.startCall()).resolves.toBe(undefined)
  const { setup } = fake.core
  await expect(setup.switchRule(5, true)).resolves.toBe(undefined)
  await expect(setup.switchCheckIn(5, true, requestKey())).resolves.toBe(undefined)
  await expect(setup.switchShieldRule(5, true, requestKey())).resolves.toBe(undefined)
  await expect(setup.removeCheckIn(5)).resolves.toBe(undefined)
})

it('brings nothing over a wall that was put up meanwhile, and changes things once all the same', async () => {
  const fake = new FakeCore()
  const answers: (() => void)[] = []
  const slow = (answer: unknown) => () =>
    new Promise<Response>((resolve) => answers.push(() => resolve(Response.json(answer))))
  const told = (client: string) => ({ rules: [{ id: 1, kind: 'mute', client }] })
  fake.next('GET /rules', slow(told('Heron')))
  fake.next('GET /rules', slow(told('Acme')))
  fake.next('POST /call', slow({}))
  const rules = fake.core.setup.rules('mute')
  const call = fake.core.startCall()
  await vi.waitFor(() => expect(answers).toHaveLength(2))
  fake.core.walled()
  for (const answer of answers.splice(0)) answer()
  await call
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  answers[0]!()
  expect(await rules).toMatchObject([{ client: 'Acme' }])
  expect(fake.callsOf('POST /call')).toHaveLength(1)
})
