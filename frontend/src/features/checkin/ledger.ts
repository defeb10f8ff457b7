import type { Item, Receipt } from '../../api'
import type { Words } from '../../words'
import type { Tally } from './batch'

/** A line of a receipt. */
export interface Line {
  label: string
  count: number
  /** The state of the items that it counts, where they have a list. */
  state?: Item['state']
}

/** What became of what arrived, as the lines of a sum. What there was none of is left out, but for two. */
export function arrivedLines(receipt: Receipt, words: Words): Line[] {
  const { checkin } = words
  const lines = [
    { label: checkin.delivered, count: receipt.delivered },
    { label: checkin.merged, count: receipt.merged },
    { label: checkin.muted, count: receipt.muted },
    { label: checkin.expired, count: receipt.expired },
    { label: checkin.brokeThrough, count: receipt.brokeThrough },
    { label: checkin.held, count: receipt.held },
  ]
  const always = new Set([checkin.delivered, checkin.held])
  return lines.filter(({ label, count }) => count > 0 || always.has(label))
}

const states = ['done', 'snoozed', 'waiting', 'muted', 'expired', 'queued'] as const

/** What was done with the items of a check-in, as the lines of a sum. */
export function didLines(did: Tally, words: Words): Line[] {
  return states
    .map((state) => ({ label: words.checkin.did[state], count: did[state] ?? 0, state }))
    .filter(({ count, state }) => count > 0 || state === 'done' || state === 'queued')
    .map(({ label, count, state }) => ({ label, count, state }))
}

/** How many items a check-in had. */
export function totalOf(did: Tally): number {
  return Object.values(did).reduce((sum, count) => sum + count, 0)
}
