import { words } from '../words'

/** One term of a score, in words; the weight is its share in log-odds. */
export interface Term {
  term: string
  text: string
  weight: number
  /** Since when it is so (RFC 3339), where the text leaves to the reader how long that is. */
  since?: string | null
}

/** What a reason says at a moment, in milliseconds since 1970: with how long it has been so by then. */
export function spoken({ text, since }: Term, now: number): string {
  const minutes = since ? Math.floor((now - Date.parse(since)) / 60_000) : 0
  return minutes > 0 ? words.queue.lasting(text, minutes) : text
}

/** How much a reason counts, in the three steps that people see; "less" pulls down. */
export type Step = 1 | 2 | 3 | 'less'

// A term of 1.4 takes an even chance to four in five, one of 0.6 to about two in three.
const strong = 1.4
const middling = 0.6

/** The step of a weight in log-odds. */
export function step(weight: number): Step {
  if (weight < 0) return 'less'
  if (weight >= strong) return 3
  return weight >= middling ? 2 : 1
}

/**
 * The reasons that have words, the strongest foremost; but a person who cannot go on before all, and
 * what the user said himself after what others say.
 */
export function strongestFirst<T extends Term>(reasons: readonly T[]): T[] {
  const rank = (reason: T) => (isStuck(reason) ? 0 : reason.term === 'pinned' ? 2 : 1)
  return reasons
    .filter((reason) => reason.text !== '')
    .sort((a, b) => rank(a) - rank(b) || b.weight - a.weight)
}

/** A reason as the beginning of a line: terms are written so that they can also go on after another. */
export function opening(text: string): string {
  const [first = '', ...rest] = Array.from(text)
  return first.toLocaleUpperCase() + rest.join('')
}

// Terms that are told as sentences of their own; all others begin with a name, or in lower case.
const sentences = new Set(['assigned', 'copy', 'list', 'pinned', 'captured', 'brokeThrough'])

/** A reason as it goes on after another. */
export function following({ term }: Term, text: string): string {
  if (!sentences.has(term)) return text
  const [first = '', ...rest] = Array.from(text)
  return first.toLocaleLowerCase() + rest.join('')
}

/** A text whose spans of time are not parted at the end of a line: 4 h 8 min. */
export function unparted(text: string): string {
  return text.replaceAll(/(\d) (?=(?:h|min)\b)|(\bh) (?=\d)/g, '$1$2\u00A0')
}

/** Whether the reason says that a person cannot go on: the one thing that is drawn in red. */
export function isStuck(reason: Term): boolean {
  return reason.term === 'stuck' || reason.term === 'blocked'
}
