import { expect, it } from 'vitest'
import { cut, fitting } from './entries'

it.each([
  ['Snooze', 'sn', ['[Sn]', 'ooze']],
  ['Listen', 'sn', null], // not within a word
  ['Go to Settings', 'set', ['Go to ', '[Set]', 'tings']],
  ['Retry uploads', 'retry up', ['[Retry up]', 'loads']],
  ['Ärzte', 'är', ['[Är]', 'zte']],
  ['unsnag snag', 'snag', ['unsnag ', '[snag]']],
  ['Anything', '  ', ['Anything']],
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
