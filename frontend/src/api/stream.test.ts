import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FakeEvents } from '../../test/fake'
import { FirstThatWorks, openStream, type Stream } from './stream'

beforeEach(() => {
  vi.useFakeTimers()
  FakeEvents.all.length = 0
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** The stream of two fakes, with what is heard through it. */
function twoWays() {
  const stream: Stream = new FirstThatWorks([FakeEvents.open, FakeEvents.open])
  const heard: string[] = []
  for (const name of ['hello', 'queue'])
    stream.addEventListener(name, (event) => heard.push(`${name} ${event.data}`))
  stream.onerror = () => heard.push('lost')
  return { stream, heard }
}

it('stays with a way through which something comes', () => {
  const { heard } = twoWays()
  FakeEvents.last.say('hello', 1)
  vi.advanceTimersByTime(60_000)
  FakeEvents.last.say('queue')
  expect(FakeEvents.all).toHaveLength(1)
  expect(heard).toEqual(['hello 1', 'queue {}'])
})

it('goes another way where nothing comes, and hears nothing of the first any more', () => {
  const { heard } = twoWays()
  vi.advanceTimersByTime(4_000)
  const [first, second] = FakeEvents.all
  expect(first!.closed).toBe(true)
  first!.say('queue', 'late')
  second!.say('hello', 2)
  second!.say('queue')
  expect(heard).toEqual(['hello 2', 'queue {}'])
})

it('goes another way at once where one refuses', () => {
  twoWays()
  FakeEvents.last.say('refused')
  expect(FakeEvents.all).toHaveLength(2)
})

it('says when it broke, and leaves trying again to others', () => {
  const { heard } = twoWays()
  FakeEvents.last.onerror?.()
  vi.advanceTimersByTime(60_000)
  expect(heard).toEqual(['lost'])
  expect(FakeEvents.all).toHaveLength(1)
})

/** A window's shell that can say things, and notes whether it is still heard. */
function stubShell(passes: boolean) {
  const listeners = new Map<string, (...data: unknown[]) => void>()
  vi.stubGlobal('go', { app: { Shell: { Events: () => Promise.resolve(passes) } } })
  vi.stubGlobal('runtime', {
    EventsOn: (name: string, heard: (...data: unknown[]) => void) => {
      listeners.set(name, heard)
      return () => listeners.delete(name)
    },
  })
  vi.stubGlobal('EventSource', function () {
    return FakeEvents.open()
  })
  return listeners
}

it("takes the shell's events where it passes them on", async () => {
  const listeners = stubShell(true)
  const stream = openStream('/api/v1/events')
  const heard: string[] = []
  for (const name of ['hello', 'queue'])
    stream.addEventListener(name, (event) => heard.push(`${name} ${event.data}`))
  stream.onerror = () => heard.push('lost')
  await vi.advanceTimersByTimeAsync(0)
  listeners.get('sluice:event')!('hello', '{"version":"1"}')
  listeners.get('sluice:event')!('queue', '{}')
  listeners.get('sluice:lost')!()
  expect(heard).toEqual(['hello {"version":"1"}', 'queue {}', 'lost'])
  expect(FakeEvents.all).toHaveLength(0)
  stream.close()
  expect(listeners.size).toBe(0)
})

it('reads the stream itself where the shell passes nothing on', async () => {
  const listeners = stubShell(false)
  openStream('/api/v1/events')
  await vi.advanceTimersByTimeAsync(0)
  expect(FakeEvents.all).toHaveLength(1)
  expect(listeners.size).toBe(0)
})
