import { readFile } from 'node:fs/promises'
import { morning } from './core'
import { accessible, expect, test } from './fixture'

test.use({ zone: morning() })

// As Toggl gives a detailed report.
const report = `User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()
Me,me@example.org,ACME,Checkout,,Wording,Yes,2026-01-05,09:00:00,2026-01-05,10:30:00,01:30:00,,
Me,me@example.org,Elsewhere,Site,,Header,Yes,2026-01-05,11:00:00,2026-01-05,12:00:00,01:00:00,,
`

test('time is added, corrected, rounded, exported and imported', async ({ core, open, page }) => {
  await core.clients('Acme', 'Birchwood')
  await core.welcome()
  await open()
  await expect(page.getByRole('button', { name: 'Acme, key 1' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await expect(page.getByText('Nothing is written down for this day')).toBeVisible()
  await accessible(page)

  await page.getByRole('button', { name: 'Add time' }).click()
  const row = page.getByRole('form', { name: 'Add time' })
  await row.getByLabel('From').fill('6')
  await row.getByLabel('Until').fill('630')
  await row.getByLabel('For').selectOption('Acme')
  await row.getByLabel('Task').fill('Checkout')
  await accessible(page)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Saved. Z undoes it')).toBeVisible()
  const line = page.getByRole('button', { name: /06:00 – 06:30/ })
  await line.press('Enter')
  const correct = page.getByRole('form', { name: 'Correct it' })
  await correct.getByLabel('Until').fill('6:50')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /06:00 – 06:50/ })).toBeVisible()

  await page.getByLabel('Rounding').selectOption('To 15 min')
  const acme = page.getByRole('row', { name: /Acme/ })
  await expect(acme.getByRole('cell').last()).toHaveText('1:00')

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'As CSV' }).press('Enter')
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^time-.*\.csv$/)
  expect(await readFile(await file.path(), 'utf8')).toContain('Checkout')

  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'Import from Toggl' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import from Toggl' })
  await dialog.getByLabel('Toggl’s detailed report').setInputFiles({
    ...{ name: 'report.csv', mimeType: 'text/csv', buffer: Buffer.from(report) },
  })
  await expect(dialog.getByText('2 sessions would come, 2:30 of work.')).toBeVisible()
  const take = dialog.getByRole('button', { name: 'Import 2 sessions' })
  await expect(take).toBeDisabled() // nobody knows yet whose Elsewhere is
  await accessible(page)
  await dialog.getByLabel(/Elsewhere/).selectOption('Birchwood')
  await take.click()
  await expect(page.getByText('2 sessions imported. Z undoes it')).toBeVisible()
  const { sessions } = (await core.ask('GET', '/sessions?from=2026-01-05')) as {
    sessions: { client: string }[]
  }
  expect(sessions.map(({ client }) => client)).toEqual(['Acme', 'Birchwood'])
})
