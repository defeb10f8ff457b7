/**
 * Something of the plan as it is, or as it would be: minutes since local midnight, `until` as `from`
 * for a check-in. `id` 0: it is new.
 */
export interface Draft {
  kind: 'checkIn' | 'shield'
  id: number
  /** For a shield the repeating one that made it; 0: it is a single one. */
  rule: number
  from: number
  until: number
  note: string
  repeats: boolean
  /** Whether it is up: then its beginning stands. */
  up: boolean
  /** For a check-in in another zone: what its clock is ahead of the user's, in minutes. */
  ahead: number
  /** On which days it repeats, as the core says it. */
  days: string
}

const whole = 24 * 60
/** What a drag and the arrows snap to, in minutes. */
const step = 5
/** The shortest shield that a drag makes, in minutes. */
const shortest = 15

/** A draft that stands so many minutes later, within the rest of the day; it snaps to five minutes. */
export function shifted(draft: Draft, by: number, now: number): Draft {
  if (draft.up) return stretched(draft, by, now)
  const length = draft.until - draft.from
  const earliest = Math.ceil((now + 1) / step) * step
  const from = clamp(snap(draft.from + by), earliest, whole - Math.max(length, step))
  return { ...draft, from, until: from + length }
}

/** A shield that ends so many minutes later; of one that is up only the end can move. */
export function stretched(draft: Draft, by: number, now: number): Draft {
  const least = Math.max(draft.from + shortest, draft.up ? now + step : 0)
  return { ...draft, until: clamp(snap(draft.until + by), Math.ceil(least / step) * step, whole) }
}

/** A new check-in at a moment of the day, or a new shield over a span of it. */
export function drafted(kind: Draft['kind'], from: number, until: number, now: number): Draft {
  const base = { kind, id: 0, rule: 0, note: '', repeats: false, up: false, ahead: 0, days: '' }
  const earliest = Math.ceil((now + 1) / step) * step
  const [start, end] = from <= until ? [from, until] : [until, from]
  const begin = clamp(snap(start), earliest, whole - step)
  const last = kind === 'checkIn' ? begin : clamp(snap(end), begin + shortest, whole)
  return { ...base, from: begin, until: last }
}

/** Whether two drafts say the same. */
export function same(a: Draft, b: Draft): boolean {
  return a.from === b.from && a.until === b.until && a.note === b.note
}

const snap = (minutes: number) => Math.round(minutes / step) * step
const clamp = (minutes: number, least: number, most: number) =>
  Math.max(least, Math.min(most, minutes))
