import { expect, it } from 'vitest'
import { iconOf } from './kind'

it.each([
  ['demo', 'Slack', 'message', 'slack'],
  ['mail-2', '', 'message', 'mail'],
  ['inbound', 'ClickUp', 'task', 'board'],
  ['inbound', '', 'task', 'note'],
  ['desktop', 'Somebody’s program', 'notification', 'desktop'],
  ['unheard', '', 'message', 'inbound'],
])('of %s, “%s”, %s is %s', (source, app, kind, icon) => {
  expect(iconOf({ source, app, kind })).toBe(icon)
})
