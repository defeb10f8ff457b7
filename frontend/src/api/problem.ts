import { words } from '../words'

/** The code of a problem that the core did not tell because it did not answer at all. */
export const unreachable = 'unreachable'

/** The code of what was done at an earlier attempt, whose answer was lost. */
export const doneBefore = 'acted'

/** What went wrong: a stable code for programs and a sentence for people. */
export class Problem extends Error {
  readonly code: string

  constructor(code: string, sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.name = 'Problem'
    this.code = code
  }
}

/** Turns whatever a call threw into a Problem; a call that was given up stays what it is. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem(unreachable, words.trouble.unreachable, error)
}

/** Reads an RFC 9457 document, or says that the answer was none. */
export function problemIn(status: number, body: unknown): Problem {
  const { code, detail, title } = fieldsOf(body)
  if (detail || title) return new Problem(code || `http-${status}`, detail || title)
  const gone = status === 502 || status === 503 || status === 504
  return gone
    ? new Problem(unreachable, words.trouble.unreachable)
    : new Problem(`http-${status}`, words.trouble.odd)
}

function fieldsOf(body: unknown) {
  const field = (name: string): string => {
    const value = typeof body === 'object' && body ? (body as Record<string, unknown>)[name] : ''
    return typeof value === 'string' ? value : ''
  }
  return { code: field('code'), detail: words.told(field('detail')), title: field('title') }
}
