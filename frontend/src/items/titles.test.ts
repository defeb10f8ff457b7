import { expect, test } from 'vitest'
import { bare, repeats } from './titles'

test.each([
  ['Re: Fwd: Autumn catalogue', 'Autumn catalogue'],
  ['AW: WG: Angebot', 'Angebot'],
  ['RE[2]: Prices', 'Prices'],
  ['Ready: the proof', 'Ready: the proof'],
  ['', ''],
])('%o is %o', (title, want) => expect(bare(title)).toBe(want))

test.each([
  ['Autumn catalogue', 'Re: Fwd: Autumn catalogue, and the two papers', true],
  ['Re: autumn catalogue', 'Autumn catalogue', true],
  ['Price list', 'Re: Autumn catalogue', false],
])('%o beside %o: %o', (title, of, want) => expect(repeats(title, of)).toBe(want))
