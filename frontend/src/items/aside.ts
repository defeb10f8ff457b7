import type { Item } from '../api'
import { moment, stamp, type Words } from '../words'

/** Why an item is put aside, in words: until when, or on whom it waits; null: it is not. */
export function asideWords(item: Item, now: number, zone: string, words: Words): string | null {
  if (item.state === 'snoozed') return snoozed(item.snoozeUntil, now, zone, words)
  if (item.state === 'waiting') return waiting(item, now, zone, words)
  return null
}

function snoozed(until: string | null, now: number, zone: string, words: Words): string {
  return until
    ? words.list.snoozedUntil(moment(until, now, zone, words))
    : words.list.snoozedToCheckIn
}

function waiting(item: Item, now: number, zone: string, words: Words): string {
  const parts = [words.list.waitingOn(item.waitingOn)]
  if (item.waitingSince)
    parts.push(words.list.waitingSince(stamp(item.waitingSince, now, zone, words)))
  if (item.askAt) parts.push(words.list.askAgain(moment(item.askAt, now, zone, words)))
  return parts.join(', ')
}
