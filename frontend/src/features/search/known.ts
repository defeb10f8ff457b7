import { dateAfter, localOf } from '../../ui/local'
import { words } from '../../words'
import type { Known } from './complete'

const { list, records, checkin, search } = words

// What is held is missing: asking for it opens a check-in early, and nobody does that by a slip.
const states = {
  queued: list.tabs.queued,
  waiting: list.tabs.waiting,
  snoozed: list.tabs.snoozed,
  done: list.tabs.done,
  pinned: list.pinned,
  muted: checkin.outcome.muted,
  decision: records.kinds.decision,
  blocker: records.kinds.blocker,
  baton: records.kinds.baton,
  note: records.kinds.note,
}

/** What a search can be narrowed by now. Names come once each, in the order given. */
export function knownOf(
  clients: readonly string[],
  senders: readonly string[],
  now: number,
  zone: string,
): Known {
  const today = localOf(zone)(now).date
  return {
    prefixes: search.prefixes,
    values: { is: states, kind: list.kinds, why: search.why },
    clients,
    senders: [...new Set(senders.filter((name) => name !== ''))],
    dates: [
      { date: today, word: search.dates.today },
      { date: dateAfter(today, -1), word: search.dates.yesterday },
      { date: dateAfter(today, -7), word: search.dates.week },
      { date: `${today.slice(0, 8)}01`, word: search.dates.month },
    ],
  }
}
