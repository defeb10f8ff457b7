import { accessible, expect, test } from './fixture'

test('a key is chosen, taken from another act, stays after a reload, and undo gives it back', async ({
  core,
  open,
  page,
}) => {
  await core.welcome()
  await open()
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.getByRole('button', { name: 'Keys', exact: true }).click()
  await page.getByRole('button', { name: 'Change: Note something for later' }).click()
  await page.keyboard.press('f')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^F is Start or end a shield already/)).toBeVisible()
  await accessible(page)
  await page.keyboard.press('Enter') // the answer has the focus
  await expect
    .poll(async () => (await core.ask('GET', '/settings')) as object)
    .toHaveProperty('keys', { capture: ['f'], shield: [] })
  await page.reload()
  await expect(page.getByRole('button', { name: /^Search/ })).toBeVisible()
  await page.keyboard.press('f')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('z')
  await expect
    .poll(async () => (await core.ask('GET', '/settings')) as object)
    .not.toHaveProperty('keys')
})
