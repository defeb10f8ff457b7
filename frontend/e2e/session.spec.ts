import { morning } from './core'
import { accessible, expect, test } from './fixture'

test.use({ zone: morning() })

test('a session is begun in the past, left with a line, and gone on with', async ({
  core,
  open,
  page,
}) => {
  await core.clients('Acme', 'Birchwood')
  await core.welcome()
  await open()
  await page.getByRole('button', { name: 'Acme, key 1' }).click()
  await expect(page).toHaveTitle(/Acme/)
  await page.keyboard.press('t')
  const begin = page.getByRole('dialog', { name: 'A session for Acme' })
  await begin.getByLabel('Task').fill('Checkout rewrite')
  await begin.getByLabel('Since').fill('20 min')
  await accessible(page)
  await page.keyboard.press('Enter')
  const strip = page.getByRole('button', { name: /^Session: Acme, Checkout rewrite, 0:2/ })
  await expect(strip).toBeVisible()
  await expect(begin).toHaveCount(0) // while it is there the keys are its own

  await page.keyboard.press('Control+2')
  const leave = page.getByRole('dialog', { name: 'You leave Acme' })
  await leave.getByLabel('Where are you, and what is next?').fill('Line 40, then the tests')
  await accessible(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Start or stop the session' })).toBeVisible()
  await expect(page).toHaveTitle(/Birchwood/)
  await expect(page.getByText('Checkout rewrite')).toHaveCount(0) // behind the wall

  await page.keyboard.press('Control+1')
  await expect(page.getByText('Line 40, then the tests')).toBeVisible()
  await accessible(page)
  await page.keyboard.press('t')
  await expect(begin.getByLabel('Task')).toHaveValue('Checkout rewrite')
  await page.keyboard.press('Enter')
  await expect(strip.or(page.getByRole('button', { name: /Checkout rewrite, 0:00/ }))).toBeVisible()
  await page.keyboard.press('t')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The session for Acme has ended. Z undoes it')).toBeVisible()

  await page.keyboard.press('g')
  await page.keyboard.press('t')
  const worked = page.getByRole('list', { name: 'Worked' })
  await expect(worked.getByRole('listitem').first()).toContainText('Acme, Checkout rewrite')
  await expect(page.getByText('No hours promised')).toBeVisible()
})
