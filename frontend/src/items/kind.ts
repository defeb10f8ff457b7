import type { Item } from '../api'
import type { IconName } from '../ui/icons'

const bySource: Record<string, IconName> = {
  board: 'board',
  desktop: 'desktop',
  mail: 'mail',
  repo: 'repo',
  slack: 'slack',
}

// What a program or service is, by its name: notifications say only that.
const byName: readonly [RegExp, IconName][] = [
  [/slack|teams|mattermost|discord|zulip|matrix|element|signal|telegram|whatsapp/i, 'slack'],
  [/mail|outlook|thunderbird|evolution|imap/i, 'mail'],
  [/github|gitlab|gitea|forgejo|bitbucket/i, 'repo'],
  [/clickup|jira|linear|trello|asana|notion|youtrack|board/i, 'board'],
]

/** The drawing for where an item came from; "mail-2" is the second mail account. */
export function iconOf({ source, app, kind }: Pick<Item, 'source' | 'app' | 'kind'>): IconName {
  const known = byName.find(([name]) => name.test(app))?.[1]
  if (known) return known
  if (kind === 'task') return 'note'
  return bySource[source.replace(/-.*$/, '')] ?? 'inbound'
}
