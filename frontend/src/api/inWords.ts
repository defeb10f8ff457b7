import { words } from '../words'
import type { components } from './schema'

type Kind = components['schemas']['Kind']

// Where the core speaks to people. `text` does only in a reason, which has a term beside it.
const spoken = new Set(['sentence', 'silenceNote', 'evidence', 'detail', 'reason', 'why'])

/** Says what the core says to people in the language of the page. The answer is changed in place. */
export function inWords<T>(answer: T): T {
  if (words.locale.startsWith('en') || typeof answer !== 'object' || !answer) return answer
  if (Array.isArray(answer)) {
    for (const each of answer) inWords(each)
    return answer
  }
  const fields = answer as Record<string, unknown>
  if (Array.isArray(fields['finds'])) fields['finds'] = fields['finds'].map(String).map(words.found)
  // A source, or an account, under the name that it has of its kind.
  if ('condition' in fields) fields['name'] = words.named(String(fields['name']))
  for (const [key, value] of Object.entries(fields)) {
    const isSpoken = spoken.has(key) || (key === 'text' && 'term' in fields)
    if (typeof value === 'string' && isSpoken) fields[key] = words.told(value)
    else if (typeof value === 'object') inWords(value)
  }
  return answer
}

/** A kind of source whose name, form and help are said in the language of the page; the rest stays. */
export function kindInWords(kind: Kind): Kind {
  const told = (said: string) => words.told(said)
  return {
    ...kind,
    name: told(kind.name),
    where: told(kind.where),
    may: told(kind.may),
    note: told(kind.note),
    form: (kind.form ?? []).map((field) => ({
      ...field,
      label: told(field.label),
      help: told(field.help),
      choices: (field.choices ?? []).map((each) => ({ ...each, label: told(each.label) })),
    })),
  }
}
