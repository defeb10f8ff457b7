import type { Item } from '../api'
import { tabs, type Tab } from '../features/queue/queue.svelte'

/** The tab of the queue in which items of a state are; null: none of them. */
export function homeOf(state: Item['state']): Tab | null {
  return tabs.find((tab) => tab === state) ?? null
}
