import type { SourceField, SourceKind } from '../../api'
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

type Values = Readonly<Record<string, string>>

/** Whether a field is asked for, with what was entered into the others. */
export function isAsked({ only }: SourceField, values: Values): boolean {
  return !only || only.values.includes(values[only.choice] ?? '')
}

const ways = (kind: SourceKind) => kind.form.filter((f) => f.choices.some((each) => each.browser))

/** Whether an account is connected in the browser, with what was entered. */
export function isByBrowser(kind: SourceKind, values: Values): boolean {
  const chosen = ways(kind).map(({ key, choices }) =>
    choices.some(({ value, browser }) => browser && value === values[key]),
  )
  return kind.oauth && (chosen.length === 0 || chosen.includes(true))
}

/** What a sign-in in the browser is of: with other values it is of no use. */
export function signInOf(kind: SourceKind, values: Values): string {
  const keys = ways(kind).map(({ key }) => key)
  const concerns = ({ key, only }: SourceField) =>
    keys.length === 0 || keys.includes(key) || (!!only && keys.includes(only.choice))
  return JSON.stringify(kind.form.filter(concerns).map(({ key }) => values[key] ?? ''))
}
