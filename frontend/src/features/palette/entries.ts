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

/** Cuts a label where words of it begin with what is looked for; null: none does. */
export function cut(label: string, wanted: string): Cut[] | null {
  const looked = wanted.trim().toLocaleLowerCase()
  if (!looked) return [{ text: label, hit: false }]
  const at = beginning(label.toLocaleLowerCase(), looked)
  if (at < 0) return null
  const end = at + looked.length
  return [
    { text: label.slice(0, at), hit: false },
    { text: label.slice(at, end), hit: true },
    { text: label.slice(end), hit: false },
  ].filter(({ text }) => text !== '')
}

// Where a word of the label begins with what is looked for, so that "sn" finds Snooze, not Listen.
function beginning(label: string, looked: string): number {
  let at = label.indexOf(looked)
  while (at > 0 && /[\p{L}\p{N}]/u.test(label[at - 1]!)) at = label.indexOf(looked, at + 1)
  return at
}

/** The groups with what fits alone; a group without anything is left out. */
export function fitting(groups: readonly Group[], wanted: string): Group[] {
  return groups
    .map(({ title, entries }) => ({
      title,
      entries: entries.filter((entry) => cut(entry.label, wanted) !== null),
    }))
    .filter(({ entries }) => entries.length > 0)
}
