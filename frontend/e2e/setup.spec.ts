import type { Page } from '@playwright/test'
import { accessible, expect, test } from './fixture'

/** Goes to a screen by its key, once there is something that takes keys. */
async function go(page: Page, key: string) {
  await expect(page.getByRole('navigation', { name: 'Clients and screens' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press(key)
}

test('the first run goes by keyboard alone', async ({ core, open, page }) => {
  await open()
  await expect(page.getByRole('heading', { name: /When do you work/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /Whom do you work for/ })).toBeVisible()
  await expect(page.getByPlaceholder('Name')).toBeFocused()
  await page.keyboard.press('Shift+Tab') // the colour
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Acme')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /What should Sluice listen to/ })).toBeFocused()
  await expect(page.getByText('There is no session bus')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /keep quiet/ })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await expect(page.getByRole('radio', { name: /Yes/ })).toBeChecked()
  await page.keyboard.press('Tab') // the first proposal
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter') // as in any form
  await expect(page.getByRole('region', { name: 'The day' })).toBeVisible()

  const plan = (await core.ask('GET', '/checkins')) as { checkIns: { at: string; days: string }[] }
  expect(plan.checkIns.map(({ at, days }) => `${at} ${days}`)).toEqual([
    '09:30 weekdays',
    '13:00 weekdays',
    '16:30 weekdays',
  ])
  expect(await core.ask('GET', '/clients')).toMatchObject({
    clients: [{ name: 'Acme', colour: 2 }],
  })
  expect(await core.ask('GET', '/settings')).toMatchObject({ silenceBetween: true, welcomed: true })
  const { rules } = (await core.ask('GET', '/rules?kind=breakthrough')) as { rules: unknown[] }
  expect(rules).toHaveLength(4)
})

test('a wait that the plan breaks is named before it is stored, with ways out of it', async ({
  core,
  open,
  page,
}) => {
  await core.welcome()
  await core.clients('Acme')
  // The same time on other days, and a plan that is there from the beginning.
  await core.ask('POST', '/checkins', { at: '13:00', days: 'daily' })
  await open()
  await go(page, 'c')
  await page.getByRole('main').getByRole('button', { name: /Acme/ }).click()
  await page.getByRole('button', { name: 'Set hours' }).click()
  await page.getByLabel('Longest wait').fill('3 h')
  await expect(page.getByText(/With a longest wait of 3 h, your plan leaves a wait/)).toBeVisible()
  expect(await core.ask('GET', '/clients')).not.toHaveProperty('clients.0.longestWaitMinutes')
  await expect(page.getByRole('radio', { name: /^Add check-ins, for all clients/ })).toBeChecked()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Not saved yet')).toHaveCount(0)
  await expect(page.getByText('The plan keeps a longest wait of 3 h.')).toBeVisible()
  await expect
    .poll(() => core.ask('GET', '/clients'))
    .toMatchObject({ clients: [{ longestWaitMinutes: 180 }] })
  const planned = async () => ((await core.ask('GET', '/checkins')) as { checkIns: [] }).checkIns
  expect((await planned()).length).toBeGreaterThan(4)
  // One undo takes back both, the wait and what was added for it.
  await page.getByRole('heading', { name: 'Acme' }).click()
  await page.keyboard.press('z')
  await expect.poll(async () => (await planned()).length).toBe(4)
})

test('a client is removed after saying what stays, and comes back', async ({
  core,
  open,
  page,
}) => {
  await core.welcome()
  await core.clients('Acme')
  await open()
  await go(page, 'c')
  await page.getByRole('main').getByRole('button', { name: /Acme/ }).click()
  await page.getByRole('button', { name: 'Remove this client' }).click()
  await expect(page.getByText(/Its items stay/)).toBeVisible()
  await page.getByRole('button', { name: 'Remove this client' }).click()
  await expect(page.getByText('No client yet.')).toBeVisible()
  await page.keyboard.press('z')
  await expect(page.getByRole('main').getByRole('button', { name: /Acme/ })).toBeVisible()
})

test('settings are kept, and undone', async ({ core, open, page }) => {
  await core.welcome()
  await open()
  await go(page, 's')
  await page.getByRole('button', { name: 'Privacy' }).click()
  await page.getByLabel('Keep the text').fill('35')
  await page.getByRole('button', { name: 'Appearance' }).click()
  await page.getByText('Dark', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect
    .poll(() => core.ask('GET', '/settings'))
    .toMatchObject({ keepDays: 35, appearance: 'dark' })
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('button', { name: 'Queue', exact: true }).focus()
  await page.keyboard.press('z')
  await expect(page.locator('html')).not.toHaveAttribute('data-theme')
})

test('a shield is planned for every week, and holds', async ({ core, open, page }) => {
  await core.welcome()
  await open()
  await go(page, 'r')
  await page.getByRole('button', { name: 'Shields' }).click()
  await page.getByRole('button', { name: 'Plan a shield' }).click()
  await page.getByLabel('From').fill('00:00')
  await page.getByLabel('Until').fill('23:59')
  for (const day of ['Saturday', 'Sunday'])
    await page.getByRole('button', { name: day, exact: true }).click()
  await page.getByLabel('What it is for').fill('All day')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: 'All day' })).toBeVisible()
  await expect
    .poll(() => core.ask('GET', '/shields/rules'))
    .toMatchObject({ rules: [{ at: '00:00', minutes: 1439, days: 'daily', note: 'All day' }] })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^00:00/, expanded: false }).click()
  await page.getByRole('button', { name: /^Remove 00:00/ }).click()
  await expect(page.getByText('None is planned.')).toBeVisible()
})

test('a rule is tried, stored, and used', async ({ core, open, page }) => {
  await core.welcome()
  await core.clients('Acme')
  await core.add(
    { title: 'Invoice 114 is open', app: 'Mail', now: true },
    { title: 'Build failed' },
  )
  await open()
  await go(page, 'r')
  await page.getByRole('button', { name: 'To a client' }).click()
  await page.getByRole('button', { name: 'New rule' }).click()
  await page.getByLabel('Says one of').fill('invoice, offer')
  await page.getByRole('button', { name: 'Try' }).click()
  await expect(page.getByText('it would have caught 1 of 2')).toBeVisible()
  await page.getByLabel('Client', { exact: true }).selectOption('Acme')
  await expect(page.getByText('it would have caught')).toBeHidden()
  await page.getByRole('button', { name: 'Try' }).click()
  await expect(page.getByText(/^In the last 14 days this would have let 0 through/)).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(
    page.getByText('Everything that says “invoice” or “offer” goes to Acme.'),
  ).toBeVisible()
  await core.add({ title: 'Invoice 115 is open', now: true })
  expect(await core.ask('GET', '/queue?client=Acme')).toMatchObject({
    items: [{ title: 'Invoice 115 is open' }],
  })
})

test('a check-in is added today', async ({ core, open, page }) => {
  await core.welcome()
  await open()
  await go(page, 't')
  await page.getByRole('main').getByRole('button', { name: 'Check-in', exact: true }).click()
  await page.getByLabel('At', { exact: true }).fill('later')
  await page.keyboard.press('Enter')
  await expect(page.getByText('A time such as 9:30, please.')).toBeVisible()
  await page.getByLabel('At', { exact: true }).fill('23:59')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: '23:59' })).toBeVisible()
})

for (const [screen, keys] of [
  ['Today', 't'],
  ['Clients', 'c'],
  ['Rules', 'r'],
  ['Settings', 's'],
] as const) {
  test(`${screen} keeps nobody out`, async ({ core, open, page }) => {
    test.slow()
    await core.welcome()
    await core.clients('Acme', 'Birchwood')
    await core.ask('POST', '/checkins', { at: '13:00', days: 'daily' })
    await open()
    await go(page, keys)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    if (screen === 'Clients')
      await page.getByRole('main').getByRole('button', { name: /Acme/ }).click()
    await accessible(page)
  })
}

test('the first run keeps nobody out', async ({ open, page }) => {
  test.slow()
  await open()
  for (const step of ['When do you work', 'Whom do you work for', 'listen to', 'keep quiet']) {
    await expect(page.getByRole('heading', { name: new RegExp(step) })).toBeVisible()
    await expect(page.locator('form :focus')).toBeVisible()
    await accessible(page)
    await page.getByRole('button', { name: 'Skip' }).click()
  }
})

test('nothing is cut off where the window is small', async ({ core, open, page }) => {
  await page.setViewportSize({ width: 760, height: 560 })
  await open()
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(await wide()).toBe(0)
  await expect(page.getByRole('button', { name: /Next/ })).toBeInViewport()
  await core.welcome()
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await core.clients('Donaudampfschifffahrtsgesellschaftskapitänsvereinigung mit Sitz in Wien')
  for (const keys of ['t', 'c', 'r', 's']) {
    await go(page, keys)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await wide()).toBe(0)
  }
})
