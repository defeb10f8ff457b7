import { describe, expect, it } from 'vitest'
import { bind, clashes, isChanged, reset, step, type Bound, type Chosen } from './bindings'

const given: Record<string, string[]> = {
  done: ['e'],
  undo: ['z', 'Mod+z'],
  toQueue: ['g q'],
  toToday: ['g t'],
  back: ['Escape'],
  endRun: ['Escape'],
}

const all = (chosen: Chosen): Bound[] =>
  Object.entries(given).map(([id, own]) => ({ id, given: own, keys: chosen[id] ?? own }))
const one = (id: string, chosen: Chosen = {}) => all(chosen).find((each) => each.id === id)!
const others = (keys: string, id: string, chosen: Chosen = {}) =>
  clashes(keys, one(id, chosen), all(chosen)).map((each) => each.id)

describe('clashes', () => {
  it.each<[string, string, string[]]>([
    ['e', 'undo', ['done']],
    ['y', 'undo', []],
    ['e', 'done', []], // its own
    ['g', 'done', ['toQueue', 'toToday']], // would swallow the first of two
    ['e x', 'undo', ['done']], // would never be heard
    ['g q', 'toToday', ['toQueue']],
    ['g x', 'done', []],
    ['Escape', 'endRun', []], // never possible at the same time
  ])('%s for %s: %j', (keys, id, expected) => {
    expect(others(keys, id)).toEqual(expected)
  })

  it('are with what others have now, not with what they had', () => {
    const chosen = { done: ['y'] }
    expect(others('e', 'undo', chosen)).toEqual([])
    expect(others('y', 'undo', chosen)).toEqual(['done'])
  })
})

describe('bind', () => {
  it('puts a key in place of all others, or beside them', () => {
    expect(bind({}, one('undo'), 'u', { beside: false, from: [] })).toEqual({ undo: ['u'] })
    expect(bind({}, one('undo'), 'u', { beside: true, from: [] })).toEqual({
      undo: ['z', 'Mod+z', 'u'],
    })
  })

  it('takes a key from where it was, which keeps its others', () => {
    expect(bind({}, one('done'), 'z', { beside: false, from: [one('undo')] })).toEqual({
      done: ['z'],
      undo: ['Mod+z'],
    })
  })

  it('keeps nothing of what is as given', () => {
    const chosen = { done: ['y'] }
    expect(bind(chosen, one('done', chosen), 'e', { beside: false, from: [] })).toEqual({})
  })
})

describe('reset', () => {
  it('takes an action’s own keys back from where they are by now', () => {
    const chosen = { done: ['z'], undo: ['e', 'Mod+z'] }
    expect(reset(chosen, one('done', chosen), all(chosen))).toEqual({ undo: ['Mod+z'] })
  })

  it('leaves the others alone', () => {
    const chosen = { done: ['y'], toQueue: ['q'] }
    const after = reset(chosen, one('done', chosen), all(chosen))
    expect(after).toEqual({ toQueue: ['q'] })
    expect(
      all(after)
        .filter(isChanged)
        .map(({ id }) => id),
    ).toEqual(['toQueue'])
  })
})

describe('step', () => {
  it.each<[string, string, ReturnType<typeof step>]>([
    ['', 'Escape', { is: 'leave' }],
    ['g', 'Escape', { is: 'leave' }],
    ['', 'Shift', { is: 'nothing' }],
    ['', 'Mod+Control', { is: 'nothing' }],
    ['', '', { is: 'nothing' }],
    ['', 'Tab', { is: 'refused' }],
    ['', 'Mod+w', { is: 'refused' }],
    ['', 'Mod+j', { is: 'whole', keys: 'Mod+j' }],
    ['', 'Enter', { is: 'whole', keys: 'Enter' }],
    ['', 'g', { is: 'begun', keys: 'g' }],
    ['g', 'Enter', { is: 'whole', keys: 'g' }],
    ['g', 'g', { is: 'whole', keys: 'g g' }],
  ])('%j then %j', (before, key, expected) => {
    expect(step(before, key)).toEqual(expected)
  })
})
