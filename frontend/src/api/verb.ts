import type { Client } from 'openapi-fetch'
import type { paths } from './schema'

/**
 * Something that is done to items. `words` is a time in words ("fri 9am"), which the core
 * understands; a snooze without a time lasts until the next check-in.
 */
export type Verb =
  | { do: 'done' | 'reopen' | 'mute' }
  | { do: 'snooze'; words?: string }
  | { do: 'wait'; who: string; words?: string }
  | { do: 'pin'; pinned: boolean }
  /** A client's name or number; "none": nobody. */
  | { do: 'assign'; to: string }
  /** What its sender sends counts more, or less; one item at a time. */
  | { do: 'mark'; more: boolean }

/** Sends a verb for items, as one act. */
export function sendVerb(
  core: Client<paths>,
  verb: Verb,
  items: number[],
  headers: Record<string, string>,
) {
  switch (verb.do) {
    case 'done':
      return core.POST('/api/v1/done', { headers, body: { items } })
    case 'reopen':
      return core.POST('/api/v1/reopen', { headers, body: { items } })
    case 'mute':
      return core.POST('/api/v1/mute', { headers, body: { items } })
    case 'snooze':
      return core.POST('/api/v1/snooze', { headers, body: { items, ...said(verb.words) } })
    case 'wait':
      return core.POST('/api/v1/wait', {
        headers,
        body: { items, who: verb.who, ...said(verb.words) },
      })
    case 'pin':
      return core.POST('/api/v1/pin', { headers, body: { items, pinned: verb.pinned } })
    case 'assign':
      return core.POST('/api/v1/assign', { headers, body: { items, to: verb.to } })
    case 'mark':
      return core.POST('/api/v1/mark', { headers, body: { item: items[0] ?? 0, more: verb.more } })
  }
}

function said(words: string | undefined) {
  return words ? { words } : {}
}
