import { expect, it } from 'vitest'
import { withUndoKey } from './undoKey'

it.each([
  ['Done. Z undoes it', 'U', 'Done. U undoes it'],
  ['Done. Z undoes it', 'Ctrl Z', 'Done. Ctrl Z undoes it'],
  ['Done. Z undoes it', '', 'Done'],
  ['Erledigt. Z macht es rückgängig', 'U', 'Erledigt. U macht es rückgängig'],
  ['Removed. Z brings it back', 'U', 'Removed. U brings it back'],
  ['Waiting on Z undoes. Z undoes it', 'U', 'Waiting on Z undoes. U undoes it'],
  ['Shield ended', 'U', 'Shield ended'],
])('%s with %j: %s', (sentence, key, expected) => {
  expect(withUndoKey(sentence, key)).toBe(expected)
})

it('names it also where something is taken back', () => {
  expect(withUndoKey('On its way, Z takes it back', 'U')).toBe('On its way, U takes it back')
  expect(withUndoKey('Unterwegs, Z nimmt es zurück', '')).toBe('Unterwegs')
})
