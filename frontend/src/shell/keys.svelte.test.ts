import { describe, expect, it, vi } from 'vitest'
import type { Action } from '../ui/action'
import { keyOf } from '../ui/keys/keyOf'
import { Keys } from './keys'

function press(key: string, more: Partial<KeyboardEvent> = {}): KeyboardEvent {
  return { key, code: '', preventDefault: vi.fn(), ...more } as unknown as KeyboardEvent
}

describe('keyOf', () => {
  it.each<[string, KeyboardEvent]>([
    ['e', press('e', { code: 'KeyE' })],
    ['e', press('у', { code: 'KeyE' })], // a Cyrillic layout
    ['?', press('?', { shiftKey: true, code: 'Minus' })], // a German layout
    ['Shift+Enter', press('Enter', { shiftKey: true })],
    ['Mod+z', press('z', { ctrlKey: true })],
    ['Mod+z', press('z', { metaKey: true })],
    ['Mod+Shift+z', press('Z', { ctrlKey: true, shiftKey: true })],
    ['', press('E', { shiftKey: true })],
    ['', press('e', { altKey: true })],
    ['', press('e', { isComposing: true })],
  ])('%s', (name, event) => {
    expect(keyOf(event)).toBe(name)
  })
})

describe('Keys', () => {
  const action = (keys: string[], more: Partial<Action> = {}) =>
    ({ id: keys.join(), label: '', keys, when: () => true, run: vi.fn(), ...more }) satisfies Action

  it('runs the action and keeps the key from the browser', () => {
    const done = action(['e'])
    const event = press('e')
    new Keys(() => [done]).handle(event)
    expect(done.run).toHaveBeenCalledOnce()
    expect(event.preventDefault).toHaveBeenCalled()
  })

  it('runs nothing that cannot be done now', () => {
    const done = action(['e'], { when: () => false })
    const event = press('e')
    new Keys(() => [done]).handle(event)
    expect(done.run).not.toHaveBeenCalled()
    expect(event.preventDefault).not.toHaveBeenCalled()
  })

  it('repeats only what may be repeated', () => {
    const [done, next] = [action(['e']), action(['j'], { repeats: true })]
    const keys = new Keys(() => [done, next])
    keys.handle(press('e', { repeat: true }))
    keys.handle(press('j', { repeat: true }))
    expect(done.run).not.toHaveBeenCalled()
    expect(next.run).toHaveBeenCalledOnce()
  })

  it('hears two keys after one another, and forgets the first one', () => {
    vi.useFakeTimers()
    const [queue, q] = [action(['g q']), action(['q'])]
    const keys = new Keys(() => [queue, q])
    keys.handle(press('g'))
    keys.handle(press('q'))
    expect(queue.run).toHaveBeenCalledOnce()
    keys.handle(press('g'))
    vi.advanceTimersByTime(2_000)
    keys.handle(press('q'))
    expect(q.run).toHaveBeenCalledOnce()
    vi.useRealTimers()
  })
})
