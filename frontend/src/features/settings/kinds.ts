import type { IconName } from '../../ui/icons'

const drawings: readonly [RegExp, IconName][] = [
  [/desktop/i, 'desktop'],
  [/slack|teams|mattermost|zulip|matrix|chat/i, 'slack'],
  [/mail|imap|jmap|outlook/i, 'mail'],
  [/hub|lab|gitea|forgejo|repo/i, 'repo'],
  [/calendar|caldav|ical/i, 'today'],
  [/clickup|jira|linear|trello|asana|board|todoist/i, 'board'],
]

/** The drawing for a kind of source, by its name. */
export function drawingOf(kind: string): IconName {
  return drawings.find(([name]) => name.test(kind))?.[1] ?? 'inbound'
}
