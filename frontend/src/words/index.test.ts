import { describe, expect, it } from 'vitest'
import { de } from './de'
import { en } from './en'
import { languageOf } from './language'

describe('the language', () => {
  it.each([
    ['de', ['en-GB'], 'de'],
    ['en', ['de-DE'], 'en'],
    [undefined, ['fr-FR', 'de-CH', 'en'], 'de'],
    [undefined, ['en-US', 'de'], 'en'],
    [undefined, ['fr'], 'en'],
    [undefined, [], 'en'],
  ])('chosen %s and with the system’s %s is %s', (chosen, system, want) => {
    expect(languageOf(chosen, system)).toBe(want)
  })

  it('is German all through', () => {
    const english = new Map(texts(en))
    const left = texts(de).filter(
      ([at, text]) => english.get(at) === text && !alike.has(text) && !at.startsWith('keys.names'),
    )
    expect(left).toEqual([])
  })
})

// What is spelt alike in both languages, or belongs to none.
const alike = new Set([
  ...['', 'Check-in', 'Check-ins', 'Export', 'firefox -P acme', 'Link', 'Name', 'Noor', 'OK'],
  ...['orange', 'Plan', 'Slack', 'Start'],
])

// Every text that is not made by a function, with where it stands.
function texts(part: object, at = ''): [string, string][] {
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
    const place = at ? `${at}.${key}` : key
    if (typeof value === 'string') return [[place, value]] as [string, string][]
    return typeof value === 'object' && value ? texts(value, place) : []
  })
}
