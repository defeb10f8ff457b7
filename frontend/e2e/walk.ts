import { expect, type Page } from '@playwright/test'
import type { Core } from './core'

/** Is called in each state, with its name. */
type Look = (state: string) => Promise<void>

/** What people really write: long words, other scripts, other directions, drawings. */
const hostile = {
  german:
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftssatzung',
  chinese:
    '请在今天下班之前确认新的结账页面地址格式因为快递公司的接口只接受一行完整的地址而我们的表单把它分成了两个字段',
  arabic: 'مراجعة نص صفحة الدفع: أي صيغة للعنوان نختار؟ (نسخة 2)',
  emoji: '👩🏽‍💻🏳️‍🌈 Can you look? 🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀',
}

/** A day full of such texts, of clients whose names are such too. */
export async function fillHostile(core: Core): Promise<void> {
  const { german, chinese, arabic, emoji } = hostile
  const clients = [
    `${german} mbH`,
    `${chinese.slice(0, 40)}`,
    'شركة الاختبار (دبي)',
    `${emoji} & Co`,
  ]
  await core.clients(...clients)
  await core.ask('POST', '/checkins', { at: '13:00', days: 'daily' })
  const texts = [german, chinese, arabic, emoji]
  for (const [at, client] of clients.entries())
    await core.add(
      ...texts.map((text, i) => ({
        ...{ title: text, body: `${text}\n${text}?`, app: i % 2 ? 'Mail' : text.slice(0, 30) },
        ...{
          client,
          from: texts[(at + i) % 4]!.slice(0, 60),
          url: `https://example.org/${at}${i}`,
        },
      })),
    )
  await core.ask('POST', '/rules', {
    ...{ kind: 'breakthrough', match: { from: arabic, words: german } },
  })
  await core.ask('POST', '/rules', { kind: 'route', client: clients[1], match: { app: german } })
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Opens something by its key, looks at it, and closes it. */
async function dialog(page: Page, look: Look, state: string, ...keys: string[]): Promise<void> {
  await press(page, ...keys)
  await expect(page.getByRole('dialog')).toBeVisible()
  await look(state)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

const ready = (page: Page) =>
  expect(page.getByRole('navigation', { name: 'Clients and screens' })).toBeVisible()

/** Before the first run, its four steps. */
export async function walkFirstRun(page: Page, look: Look): Promise<void> {
  for (const step of ['When do you work', 'Whom do you work for', 'listen to', 'keep quiet']) {
    await expect(page.getByRole('heading', { name: new RegExp(step) })).toBeVisible()
    await expect(page.locator('form :focus')).toBeVisible()
    await look(`first run, ${step}`)
    await page.getByRole('button', { name: 'Skip' }).click()
  }
}

/** A check-in, the queue, and all that is asked about items. */
export async function walkItems(page: Page, look: Look): Promise<void> {
  await ready(page)
  await press(page, 'g', 'k')
  await expect(page.getByText('No check-in is open.')).toBeVisible()
  await look('no check-in')
  await page.getByRole('button', { name: 'Check in now' }).click()
  await expect(page.getByRole('img', { name: /handled$/ })).toBeVisible()
  await expect(page.getByRole('option', { selected: true })).toBeVisible()
  await look('check-in run')
  await press(page, 'e', 'e')
  await expect(page.getByRole('img', { name: /^2 of/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('article')).toContainText('2 handled')
  await look('receipt')
  await press(page, 'g', 'q')
  await expect(page.getByRole('option').first()).toBeVisible()
  await look('queue')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  await look('pane')
  await page.keyboard.press('Escape')
  await dialog(page, look, 'snooze', 'h')
  await dialog(page, look, 'waiting', 'w')
  await dialog(page, look, 'a record', 'd')
  await dialog(page, look, 'a note', 'c')
  await dialog(page, look, 'keys', '?')
  await dialog(page, look, 'palette', 'Control+k')
  await press(page, 'x', 'Shift+ArrowDown')
  await look('marked')
  await dialog(page, look, 'many', 'w')
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await page.keyboard.type('in:')
  await expect(page.getByRole('listbox', { name: 'Ways to go on' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await look('search, completing')
  await page.getByRole('combobox').fill('nothing at all')
  await expect(page.getByText('Nothing says that.')).toBeVisible()
  await look('search, empty')
  await page.getByRole('button', { name: 'Close' }).click()
  for (const tab of ['Asks me', 'Snoozed', 'Waiting', 'Done']) {
    await page.getByRole('button', { name: tab, exact: true }).click()
    await expect(page.getByRole('button', { name: tab, exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await look(`queue, ${tab}`)
  }
  await press(page, 'Control+3', 'g', 'q')
  await expect(page).not.toHaveTitle('Sluice')
  await look('one client')
}

/** Sessions and shields. */
export async function walkGate(page: Page, look: Look): Promise<void> {
  await ready(page)
  await page.keyboard.press('f')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await look('shield menu')
  await page.keyboard.press('Escape')
  await page.keyboard.press('t')
  const begin = page.getByRole('dialog')
  await begin.getByLabel('For').selectOption({ index: 1 })
  await begin.getByLabel('Task').fill(hostile.german)
  await look('session asked')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Session:/ })).toBeVisible()
  await look('session')
  await dialog(page, look, 'session left', 't')
  await page.keyboard.press('f')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('timer')).toBeVisible()
  await look('deep work')
  await page.keyboard.press('f')
  await expect(page.getByRole('timer')).toHaveCount(0)
}

/** Today, the clients, the week and the insights. */
export async function walkScreens(page: Page, look: Look): Promise<void> {
  await ready(page)
  await press(page, 'g', 't')
  await expect(page.getByRole('region', { name: 'The day' })).toBeVisible()
  await look('today')
  await page.getByRole('button', { name: 'Plan a shield' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await look('today, a shield')
  await page.keyboard.press('Escape')
  await press(page, 'g', 'c')
  const main = page.getByRole('main')
  await expect(main.getByRole('button', { name: /Ctrl 1/ })).toBeVisible()
  await look('clients')
  await page.getByRole('button', { name: 'New client' }).click()
  await look('new client')
  await page.getByRole('button', { name: 'All clients', exact: true }).click()
  await main.getByRole('button', { name: /Ctrl 1/ }).click()
  await page.getByLabel('Longest wait').fill('3 h')
  await expect(page.getByText(/your plan leaves a wait/)).toBeVisible()
  await look('wait check')
  await page.getByRole('button', { name: 'Remove this client' }).click()
  await look('client, to be removed')
  await page.getByRole('button', { name: 'All clients', exact: true }).click()
  await press(page, 'g', 'h')
  await expect(page.getByRole('table', { name: 'The week' })).toBeVisible()
  await look('time')
  await page.getByRole('button', { name: 'Add time' }).click()
  await expect(page.getByRole('form', { name: 'Add time' })).toBeVisible()
  await look('time, an entry')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Export' }).click()
  await look('time, export')
  await page.getByRole('menuitem', { name: 'Import from Toggl' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await look('time, import')
  await page.keyboard.press('Escape')
  await press(page, 'g', 'i')
  await expect(page.getByRole('heading', { name: 'Insights' })).toBeVisible()
  await look('insights')
}

const rules = [
  'Check-ins',
  'Shields',
  'To a client',
  'Break-through',
  'Mute',
  'Never store the text',
]
const settings = [
  ...['Accounts', 'Desktop capture', 'Hours', 'Do Not Disturb', 'Notifications', 'Appearance'],
  ...['Keys', 'This computer', 'Scripts', 'Backup', 'Privacy', 'About'],
]

/** Every page of rules and settings, with a form of each sort. */
export async function walkPages(page: Page, look: Look): Promise<void> {
  await ready(page)
  await press(page, 'g', 'r')
  const main = page.getByRole('main')
  for (const name of rules) {
    await main.getByRole('button', { name, exact: true }).click()
    await look(`rules, ${name}`)
    const add = main.getByRole('button', { name: /^(Add a check-in|Plan a shield|New rule)$/ })
    await add.click()
    if (name === 'Mute') {
      await page.getByLabel('Says one of').fill(hostile.german)
      await page.getByRole('button', { name: 'Try' }).click()
      await expect(page.getByText(/In the last 14 days/).first()).toBeVisible()
    }
    await look(`rules, ${name}, a new one`)
  }
  await press(page, 'Escape')
  await main.getByRole('button', { name: 'Check-ins', exact: true }).focus()
  await press(page, 'g', 's')
  for (const name of settings) {
    await main.getByRole('button', { name, exact: true }).click()
    await look(`settings, ${name}`)
    if (name !== 'Accounts') continue
    await page.getByRole('button', { name: 'Connect an account' }).click()
    await look('settings, which account')
    await main
      .getByRole('button', { name: /GitHub/ })
      .first()
      .click()
    await look('settings, an account')
  }
}
