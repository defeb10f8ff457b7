import { describe, expect, it } from 'vitest'
import type { Rule } from '../../api'
import { words } from '../../words'
import { isEmpty, sentenceOf, trimmed } from './sentence'

function says(rule: Partial<Rule>): string {
  const whole = { id: 1, kind: 'route', client: '', builtin: '', match: {}, ...rule }
  return sentenceOf(whole, [{ builtin: 'calls', sentence: 'Calls come through.' }], words)
}

describe('a rule reads', () => {
  it.each<[string, Partial<Rule>]>([
    [
      'Everything from the program “Slack”, with “Noor” in sender or title belongs to Acme.',
      { client: 'Acme', match: { app: 'Slack', from: 'Noor' } },
    ],
    [
      'Everything that says “invoice” or “offer”, of Acme comes through at once.',
      { kind: 'breakthrough', client: 'Acme', match: { words: 'invoice, offer' } },
    ],
    [
      'Everything from the program “Spotify” is muted.',
      { kind: 'mute', match: { app: 'Spotify' } },
    ],
    [
      'The text of everything from “signal-desktop” is never stored.',
      { kind: 'private', match: { entry: 'signal-desktop' } },
    ],
    ['Calls come through.', { kind: 'breakthrough', builtin: 'calls' }],
    ['whistles', { kind: 'breakthrough', builtin: 'whistles' }],
  ])('%s', (sentence, rule) => {
    expect(says(rule)).toBe(sentence)
  })
})

it('is empty where every field is', () => {
  expect(isEmpty({ app: '', from: '  ' })).toBe(true)
  expect(isEmpty({ words: 'a' })).toBe(false)
  expect(trimmed({ app: ' Slack ', from: ' ' })).toEqual({ app: 'Slack' })
})
