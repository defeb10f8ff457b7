import { expect, it } from 'vitest'
import { mayOpen, pieces } from './address'

it.each([
  ['https://example.org/a', true],
  ['mailto:ines@example.org', true],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['file:///etc/passwd', false],
  ['/relative', false],
  ['', false],
])('opens %s: %s', (address, may) => {
  expect(mayOpen(address)).toBe(may)
})

it('finds addresses without the full stop after them', () => {
  expect(pieces('See https://example.org/a?b=1. Or (http://x.test/).')).toEqual([
    { text: 'See ' },
    { text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' },
    { text: '. Or (' },
    { text: 'http://x.test/', href: 'http://x.test/' },
    { text: ').' },
  ])
})

it.each([
  '',
  'plain',
  'http://',
  'javascript:alert(1) https://a.test',
  'a\nhttps://b.test\nc',
  'https://[oops',
])('loses nothing of %j', (text) => {
  expect(
    pieces(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text)
})
