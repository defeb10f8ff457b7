import { describe, expect, it } from 'vitest'
import { completed, completions, type Known } from './complete'

const known: Known = {
  prefixes: {
    ...{ from: 'sender', in: 'client', is: 'state', kind: 'kind' },
    ...{ why: 'reason', before: 'date', after: 'date' },
  },
  values: {
    is: { queued: 'Open', done: 'Done' },
    kind: { task: 'Tasks' },
    why: { asks: 'Asks you something' },
  },
  clients: ['Acme', 'Dune & Co'],
  senders: ['Noor', 'Ana Diaz', 'Said "S" Ali'],
  dates: [{ date: '2026-03-28', word: 'Yesterday' }],
}

const offered = (text: string, caret = text.length) =>
  completions(text, caret, known).options.map((option) => option.text)

describe('what is offered', () => {
  it.each([
    ['f', ['from:']],
    ['i', ['in:', 'is:']],
    ['from:', ['from:Noor ', 'from:"Ana Diaz" ', 'from:"Said S Ali" ']],
    ['FROM:no', ['from:Noor ']],
    ['from:diaz', ['from:"Ana Diaz" ']],
    ['paper in:du', ['in:"Dune & Co" ']],
    ['in:"dune &', ['in:"Dune & Co" ']],
    ['is:open', ['is:queued ']], // by what it means
    ['after:yes', ['after:2026-03-28 ']],
    ['', []],
    ['paper ', []],
    ['nothing', []],
    ['https://example.org', []],
    ['is:done', []], // written in full
    ['from:noor', []],
    ['from:"Ana Diaz"', []],
  ])('for %s', (text, options) => expect(offered(text)).toEqual(options))

  it('is for the word under the caret', () => {
    expect(offered('is:d from:noor', 4)).toEqual(['is:done '])
  })
})

describe('what is taken', () => {
  it.each([
    ['in:du', 5, { text: 'in:"Dune & Co" ', caret: 15 }],
    ['paper f', 7, { text: 'paper from:', caret: 11 }],
    ['is:d paper', 4, { text: 'is:done paper', caret: 8 }],
  ])('for %s', (text, caret, after) => {
    const offer = completions(text, caret, known)
    expect(completed(text, offer, offer.options[0]!)).toEqual(after)
  })
})
