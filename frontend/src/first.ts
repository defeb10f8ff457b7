/** What the program asks when it begins: the core sends the answers along with the page. */
export const askedFirst: readonly string[] = [
  '/api/v1/status',
  '/api/v1/settings',
  '/api/v1/clients',
  '/api/v1/queue?state=queued&offset=0&limit=400&brief=true',
]

/** A fetch that has answers already, until they are dropped. */
interface Answered {
  fetch: typeof fetch
  /** Drops what nobody asked for: by the time that somebody does it would be old. */
  drop(): void
}

/**
 * Gives a fetch that takes the answers that came with a page where they are asked for, each once.
 * Whatever else is asked, or did not come, goes the usual way.
 */
export function answeredBy(page: ParentNode, ask: typeof fetch): Answered {
  const parts = page.querySelectorAll<HTMLElement>('script[data-asked]')
  const answers = new Map([...parts].map((part) => [part.dataset.asked, part.textContent]))
  for (const part of parts) part.remove()
  const answered: typeof fetch = (input, init) => {
    const path = input instanceof Request && input.method === 'GET' ? pathOf(input.url) : ''
    const told = answers.get(path)
    answers.delete(path)
    if (told === undefined) return ask(input, init)
    const headers = { 'Content-Type': 'application/json' }
    return Promise.resolve(new Response(told, { headers }))
  }
  return { fetch: answered, drop: () => answers.clear() }
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address)
  return pathname + search
}
