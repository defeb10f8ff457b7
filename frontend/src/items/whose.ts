import type { Item } from '../api'
import { words } from '../words'
import type { Colours } from './colours'

/** Whose initial stands on an item's mark: its client's, or, without one, that of where it is from. */
export function markOf(item: Item, colours: Colours): { number: number; name: string } {
  const { client, app, from, source } = item
  return { number: colours.colourOf(client), name: client || app || from || source }
}

/** Where an item is from, for beside its client: never empty where there is no client either. */
export function originOf(item: Item): string {
  return words.queue.from(item.app, item.from) || (item.client ? '' : words.queue.unassigned)
}
