/** A way to go on with what is being written. */
export interface Completion {
  /** What takes the place of the word under the caret. */
  text: string
  /** What that means, in words. */
  note: string
}

/** What can be searched for by prefixes, as far as the interface knows it. */
export interface Known {
  /** What each prefix narrows. */
  prefixes: Readonly<Record<Prefix, string>>
  /** Values that are always the same, each with what it means. */
  values: Readonly<Record<'is' | 'kind' | 'why', Readonly<Record<string, string>>>>
  clients: readonly string[]
  senders: readonly string[]
  /** Dates that are often asked for, as YYYY-MM-DD, each with what it is called. */
  dates: readonly { date: string; word: string }[]
}

/** What a search can be narrowed by. */
type Prefix = 'from' | 'in' | 'is' | 'kind' | 'why' | 'before' | 'after'

const most = 8 // ways on: more are found by writing on

/** Where the word under the caret stands, and the ways to go on with it; none: nothing helps. */
export interface Offer {
  from: number
  to: number
  options: readonly Completion[]
}

/** The ways to go on with the word under the caret. What is written in full is not offered again. */
export function completions(text: string, caret: number, known: Known): Offer {
  const from = wordStart(text, caret)
  const word = text.slice(from, caret)
  const [prefix, value] = parted(word)
  const all = prefix === null ? prefixes(known) : values(prefix, known)
  const looked = (value ?? word).replaceAll('"', '').toLocaleLowerCase()
  const options = all
    .filter(({ name, note }) => begins(name, looked) || (value !== null && begins(note, looked)))
    .map(({ name, note }) => ({
      text: prefix === null ? name : `${prefix}:${quoted(name)} `,
      note,
    }))
  const done = options.some(({ text }) => text.trimEnd().toLowerCase() === word.toLowerCase())
  return { from, to: caret, options: word === '' || done ? [] : options.slice(0, most) }
}

/** A text with the word under the caret replaced, and where the caret is then. */
export function completed(
  text: string,
  { from, to }: Offer,
  { text: by }: Completion,
): { text: string; caret: number } {
  const rest = by.endsWith(' ') ? text.slice(to).trimStart() : text.slice(to)
  return { text: text.slice(0, from) + by + rest, caret: from + by.length }
}

interface Value {
  name: string
  note: string
}

function prefixes({ prefixes }: Known): Value[] {
  return Object.entries(prefixes).map(([name, note]) => ({ name: `${name}:`, note }))
}

function values(prefix: Prefix, known: Known): Value[] {
  switch (prefix) {
    case 'from':
      return known.senders.map((name) => ({ name, note: '' }))
    case 'in':
      return known.clients.map((name) => ({ name, note: '' }))
    case 'before':
    case 'after':
      return known.dates.map(({ date, word }) => ({ name: date, note: word }))
    default:
      return Object.entries(known.values[prefix]).map(([name, note]) => ({ name, note }))
  }
}

// Where the word that ends at the caret begins; spaces within quotes part no words.
function wordStart(text: string, caret: number): number {
  let start = 0
  let inQuotes = false
  for (let i = 0; i < caret; i++) {
    if (text[i] === '"') inQuotes = !inQuotes
    else if (!inQuotes && /\s/.test(text[i]!)) start = i + 1
  }
  return start
}

const known: readonly string[] = [
  'from',
  'in',
  'is',
  'kind',
  'why',
  'before',
  'after',
] satisfies Prefix[]

function parted(word: string): [Prefix, string] | [null, null] {
  const colon = word.indexOf(':')
  const prefix = word.slice(0, Math.max(0, colon)).toLowerCase()
  return known.includes(prefix) ? [prefix as Prefix, word.slice(colon + 1)] : [null, null]
}

// Whether a name, or a word in it, begins so.
function begins(name: string, looked: string): boolean {
  const small = name.toLocaleLowerCase()
  return small.startsWith(looked) || small.split(/[\s.,-]+/).some((word) => word.startsWith(looked))
}

function quoted(name: string): string {
  const plain = name.replaceAll('"', '')
  return /\s/.test(plain) ? `"${plain}"` : plain
}
