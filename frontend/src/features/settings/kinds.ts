import type { Source, SourceKind } from '../../api'
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

/** The hosts that an account talks to, with the address that was entered. */
export function hostsOf(kind: SourceKind | undefined, { settings }: Source): string[] {
  return (kind?.hosts ?? []).map((host) =>
    host.replace(/\{(\w+)\}/g, (_, name: string) => hostIn(settings[name] ?? '') || '…'),
  )
}

// Some are entered as an address with a path, which may say more than whom it is of.
function hostIn(entered: string): string {
  return URL.canParse(entered) ? new URL(entered).host || entered : entered
}
