import { expect, it } from 'vitest'
import { isEmpty, trimmed } from './match'

it('is empty where every field is', () => {
  expect(isEmpty({ app: '', from: '  ' })).toBe(true)
  expect(isEmpty({ words: 'a' })).toBe(false)
  expect(trimmed({ app: ' Slack ', from: ' ' })).toEqual({ app: 'Slack' })
})
