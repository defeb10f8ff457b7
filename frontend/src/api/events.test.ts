import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FakeEvents } from '../../test/fake'
import { listen } from './events'

beforeEach(() => {
  vi.useFakeTimers()
  FakeEvents.all.length = 0
})
afterEach(() => vi.useRealTimers())

function listener() {
  return { opened: vi.fn(), changed: vi.fn(), lost: vi.fn() }
}

it('passes on what is said', () => {
  const heard = listener()
  listen(heard, FakeEvents.open)
  FakeEvents.last.say('hello', { version: '1.2' })
  FakeEvents.last.say('queue')
  FakeEvents.last.say('gate')
  expect(heard.opened).toHaveBeenCalledWith('1.2')
  expect(heard.changed.mock.calls).toEqual([['queue'], ['gate']])
})

it('tries again after a break, less and less often, and at once after a good one', () => {
  const heard = listener()
  listen(heard, FakeEvents.open)
  for (const wait of [1_000, 2_000, 4_000, 8_000, 10_000, 10_000]) {
    const before = FakeEvents.all.length
    FakeEvents.last.onerror?.()
    vi.advanceTimersByTime(wait - 1)
    expect(FakeEvents.all).toHaveLength(before)
    vi.advanceTimersByTime(1)
    expect(FakeEvents.all).toHaveLength(before + 1)
  }
  expect(heard.lost).toHaveBeenCalledTimes(6)
  FakeEvents.last.say('hello')
  FakeEvents.last.onerror?.()
  vi.advanceTimersByTime(1_000)
  expect(FakeEvents.all).toHaveLength(8)
})

it('is silent once it was stopped', () => {
  const heard = listener()
  const stop = listen(heard, FakeEvents.open)
  FakeEvents.last.onerror?.()
  stop()
  vi.advanceTimersByTime(60_000)
  expect(FakeEvents.all).toHaveLength(1)
  expect(FakeEvents.last.closed).toBe(true)
})
