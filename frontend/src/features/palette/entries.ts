import type { IconName } from '../../ui/icons'

/** Something that the palette can lead to. */
export interface Entry {
  id: string
  label: string
  /** Keys as `keyOf` names them; the first is shown. */
  keys: readonly string[]
  icon?: IconName
  /** Whose it is, in place of a drawing. */
  mark?: { number: number; name: string }
  /** Words under which it is found as well, though they are not in its label. */
  also?: readonly string[]
  /** What stands at the end where there is no key. */
  note?: string
  run(): unknown
}

/** Entries under one heading. */
export interface Group {
  title: string
  entries: readonly Entry[]
}

/** A piece of a label: what was looked for, or what is around it. */
export interface Cut {
  text: string
  hit: boolean
}

const short = 3 // letters: up to here what is looked for is an act's name begun, not a thing's

/** Cuts a label where words of it begin with all that is looked for; null: some of it begins none. */
export function cut(label: string, wanted: string): Cut[] | null {
  const small = label.toLocaleLowerCase()
  const looked = wanted.trim().toLocaleLowerCase()
  const at = beginning(small, looked)
  const spans = at < 0 ? eachWord(small, looked.split(/\s+/)) : [{ at, end: at + looked.length }]
  if (!spans) return null
  const pieces: Cut[] = []
  let from = 0
  for (const { at, end } of spans) {
    pieces.push(
      { text: label.slice(from, at), hit: false },
      { text: label.slice(at, end), hit: true },
    )
    from = end
  }
  return [...pieces, { text: label.slice(from), hit: false }].filter(({ text }) => text !== '')
}

// Where a word of the label begins with what is looked for, so that "sn" finds Snooze, not Listen.
function beginning(label: string, looked: string): number {
  let at = label.indexOf(looked)
  while (at > 0 && /[\p{L}\p{N}]/u.test(label[at - 1]!)) at = label.indexOf(looked, at + 1)
  return at
}

// Where words of the label begin with each of several words, in whatever order; null: not with all.
function eachWord(label: string, looked: readonly string[]): { at: number; end: number }[] | null {
  const spans = looked.map((word) => ({ at: beginning(label, word), length: word.length }))
  if (looked.length < 2 || spans.some(({ at }) => at < 0)) return null
  return spans
    .map(({ at, length }) => ({ at, end: at + length }))
    .sort((a, b) => a.at - b.at)
    .filter(({ at }, i, all) => i === 0 || at >= all[i - 1]!.end)
}

// How well an entry fits, the best first: its name, how its name begins, a word in it, another word for
// it; null: not at all.
function fit({ label, also = [] }: Entry, wanted: string): number | null {
  const looked = wanted.trim().toLocaleLowerCase()
  const small = label.toLocaleLowerCase()
  if (small === looked) return 0
  if (small.startsWith(looked)) return 1
  if (cut(label, wanted)) return 2
  return also.some((word) => cut(word, wanted)) ? 3 : null
}

/**
 * The groups with what fits alone, in each what fits best first; a group without anything is left out.
 * For few letters the groups stand as they are, acts first. For more, the group with the best fit does.
 */
export function fitting(groups: readonly Group[], wanted: string): Group[] {
  const written = wanted.trim().length
  const fits = groups.map(({ title, entries }) => {
    const rated = entries.flatMap((entry) => {
      const rate = fit(entry, wanted)
      return rate === null ? [] : [{ entry, rate }]
    })
    if (written > 0) rated.sort((a, b) => a.rate - b.rate)
    return { title, entries: rated.map(({ entry }) => entry), best: rated[0]?.rate ?? Infinity }
  })
  if (written > short) fits.sort((a, b) => a.best - b.best)
  return fits.flatMap(({ title, entries }) => (entries.length > 0 ? [{ title, entries }] : []))
}
