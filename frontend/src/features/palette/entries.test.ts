import { describe, expect, it } from 'vitest'
import { cut, fitting } from './entries'

it.each([
  ['Snooze', 'sn', ['[Sn]', 'ooze']],
  ['Listen', 'sn', null], // not within a word
  ['Go to Settings', 'set', ['Go to ', '[Set]', 'tings']],
  ['Retry uploads', 'retry up', ['[Retry up]', 'loads']],
  ['Ärzte', 'är', ['[Är]', 'zte']],
  ['unsnag snag', 'snag', ['unsnag ', '[snag]']],
  ['Anything', '  ', ['Anything']],
  ['Say when there is one', 'one say', ['[Say]', ' when there is ', '[one]']],
  ['Say when there is one', 'one two', null],
])('cuts %s at %s', (label, wanted, pieces) => {
  expect(cut(label, wanted)?.map(({ text, hit }) => (hit ? `[${text}]` : text)) ?? null).toEqual(
    pieces,
  )
})

it('leaves out what does not fit, and groups without anything', () => {
  const entry = (label: string) => ({ id: label, label, keys: [], run: () => {} })
  const groups = [
    { title: 'Acts', entries: [entry('Done'), entry('Snooze')] },
    { title: 'Clients', entries: [entry('Acme')] },
  ]
  expect(fitting(groups, 'do')).toEqual([{ title: 'Acts', entries: [groups[0]!.entries[0]] }])
})

describe('the order', () => {
  const entry = (label: string, also?: string[]) => ({
    ...{ id: label, label, keys: [], run: () => {} },
    ...(also ? { also } : {}),
  })
  const groups = [
    { title: 'Acts', entries: [entry('Give to a client'), entry('Snooze')] },
    { title: 'Clients', entries: [entry('Snow & Co'), entry('Keystone')] },
    { title: 'Settings', entries: [entry('Keys'), entry('Appearance', ['Light', 'Dark'])] },
  ]
  const found = (wanted: string) =>
    fitting(groups, wanted).flatMap(({ entries }) => entries.map(({ label }) => label))

  it('is acts first for few letters', () => expect(found('sno')).toEqual(['Snooze', 'Snow & Co']))
  it('is the best fit first for more', () => {
    expect(found('keys')).toEqual(['Keys', 'Keystone'])
    expect(found('snow')).toEqual(['Snow & Co'])
  })
  it('knows other words', () => expect(found('dark')).toEqual(['Appearance']))
})
