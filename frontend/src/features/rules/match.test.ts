import { expect, it } from 'vitest'
import { asksAddress, isEmpty, trimmed } from './match'

it('is empty where every field is', () => {
  expect(isEmpty({ app: '', from: '  ' })).toBe(true)
  expect(isEmpty({ words: 'a' })).toBe(false)
  expect(trimmed({ app: ' Slack ', from: ' ' })).toEqual({ app: 'Slack' })
})

it('asks for an address where one is written', () => {
  expect(asksAddress({ from: '@acme.com' })).toBe(true)
  expect(asksAddress({ from: 'ana@acme.com' })).toBe(true)
  expect(asksAddress({ from: 'Ana', words: 'a@b' })).toBe(false)
  expect(asksAddress({})).toBe(false)
})
