// A script of its own, and small: it imports next to nothing.

import { languageHere, wordsOf } from './words/language'

/** What the program asks when it begins, before it is itself here; the headers are those of every request. */
export const askedFirst: readonly string[] = [
  '/api/v1/status',
  '/api/v1/settings',
  '/api/v1/clients',
  '/api/v1/queue?state=queued&offset=0&limit=400&brief=true',
]

/**
 * Asks at once, and gives a fetch that takes the first answers where the same is asked again, each once.
 * Whatever else is asked goes the usual way.
 */
export function askFirst(ask: typeof fetch): typeof fetch {
  const answers = new Map(
    askedFirst.map((path) => {
      const answer = ask(path, { headers: { 'X-Sluice': 'window' } })
      answer.catch(() => {}) // told where it is asked for
      return [path, answer]
    }),
  )
  return (input, init) => {
    const path = input instanceof Request && input.method === 'GET' ? pathOf(input.url) : ''
    const first = answers.get(path)
    answers.delete(path)
    return first ?? ask(input, init)
  }
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address)
  return pathname + search
}

/** The core answers while the program is still being loaded. */
export const answered = askFirst(fetch)

// So do the words: what draws cannot begin without them.
if (globalThis.document) void wordsOf(languageHere(document.documentElement))
