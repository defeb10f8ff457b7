import type { Item } from '../api'
import type { IconName } from '../ui/icons'

const bySource: Record<string, IconName> = {
  board: 'board',
  desktop: 'desktop',
  inbound: 'inbound',
  mail: 'mail',
  repo: 'repo',
  slack: 'slack',
}

/** The drawing for where an item came from; "mail-2" is the second mail account. */
export function iconOf(item: Pick<Item, 'source' | 'kind'>): IconName {
  if (item.kind === 'task') return 'note'
  return bySource[item.source.replace(/-.*$/, '')] ?? 'inbound'
}
