import { words } from '../words'

// Where the core speaks to people. `text` does only in a reason, which has a term beside it.
const spoken = new Set(['sentence', 'evidence', 'detail', 'reason', 'why'])

/** Says what the core says to people in the language of the page. The answer is changed in place. */
export function inWords<T>(answer: T): T {
  if (words.locale.startsWith('en') || typeof answer !== 'object' || !answer) return answer
  if (Array.isArray(answer)) {
    for (const each of answer) inWords(each)
    return answer
  }
  const fields = answer as Record<string, unknown>
  for (const [key, value] of Object.entries(fields)) {
    const isSpoken = spoken.has(key) || (key === 'text' && 'term' in fields)
    if (typeof value === 'string' && isSpoken) fields[key] = words.told(value)
    else if (typeof value === 'object') inWords(value)
  }
  return answer
}
