import { morning } from './core'
import { accessible, expect, test } from './fixture'

test.use({ zone: morning() }) // ten in the evening lies ahead

test('what is there can be tried away, a proposal on, and a shield of one day', async ({
  core,
  open,
  page,
}) => {
  await core.clients('Acme')
  await core.welcome()
  await core.ask('POST', '/rules', { kind: 'breakthrough', match: { from: 'Noor' } })
  await core.add({ title: 'The server is down', from: 'Noor', client: 'Acme' })
  await open()
  await expect(page.getByRole('navigation', { name: 'Clients and screens' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  const told = page.getByText(/^In the last 14 days this would have let/)

  await page.getByRole('button', { name: /^13:00/ }).press('Enter')
  const without = page.getByRole('button', { name: /^Try without: 13:00/ })
  await without.press('Enter')
  await expect(told).toBeVisible()
  await expect(without).toHaveAttribute('aria-expanded', 'true')
  await accessible(page)
  await without.press('Enter')
  await expect(told).toBeHidden()

  await page.getByRole('button', { name: 'Break-through', exact: true }).click()
  await page.getByRole('button', { name: /^Everything from .*Noor/ }).click()
  await page.getByRole('button', { name: /^Try without: .*Noor/ }).click()
  await expect(page.getByText('1 would no longer have come through at once:')).toBeVisible()
  await expect(page.getByText('The server is down')).toBeVisible()
  await page.getByRole('button', { name: /^Calls come through/ }).click()
  await page.getByRole('button', { name: /^Try with: Calls/ }).click()
  await expect(told).toHaveCount(2)
  await accessible(page)
  expect(await core.ask('GET', '/rules?kind=breakthrough')).toMatchObject({ rules: [{}] })

  await page.getByRole('button', { name: 'Shields', exact: true }).click()
  await page.getByRole('button', { name: 'Plan a shield' }).click()
  await page.getByText('On one day').click()
  await page.getByLabel('From').fill('22:00')
  await page.getByLabel('Until').fill('23:00')
  await page.getByRole('button', { name: 'Try', exact: true }).click()
  await expect(told).toBeVisible()
})

test('rules and check-ins are switched off and on by key and by mouse, and undo knows it', async ({
  core,
  open,
  page,
}) => {
  await core.welcome()
  await core.ask('POST', '/rules', { kind: 'breakthrough', match: { from: 'Noor' } })
  await open()
  await page.keyboard.press('g')
  await page.keyboard.press('r')

  const planned = page.getByRole('switch', { name: /^13:00/ })
  await planned.focus()
  await planned.press('Space')
  await expect(planned).not.toBeChecked()
  await expect(page.getByRole('button', { name: /^13:00 .*, off$/ })).toBeVisible()
  const told = async () =>
    ((await core.ask('GET', '/checkins')) as { moments: { at: string }[] }).moments.length
  const without = await told()
  await accessible(page)
  await page.keyboard.press('z')
  await expect(planned).toBeChecked()
  expect(await told()).toBeGreaterThan(without)

  await page.getByRole('button', { name: 'Break-through', exact: true }).click()
  const rule = page.getByRole('switch', { name: /Noor/ })
  await rule.click()
  await expect(rule).not.toBeChecked()
  await expect(page.getByText(/^Off: Everything from .*Noor/)).toBeVisible()
  await core.add({ title: 'Are you there?', from: 'Noor' })
  expect(await core.ask('GET', '/receipt')).toMatchObject({ held: 1, brokeThrough: 0 })
  await rule.click()
  await expect(rule).toBeChecked()
  await core.add({ title: 'Hello?', from: 'Noor' })
  expect(await core.ask('GET', '/receipt')).toMatchObject({ held: 1, brokeThrough: 1 })
})
