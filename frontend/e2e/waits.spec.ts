import { morning, type Core } from './core'
import { accessible, expect, test } from './fixture'

test.use({ zone: morning() }) // ten to midnight lies ahead

// Two check-ins every day, which just keep what Acme was promised.
async function promised(core: Core): Promise<void> {
  const { checkIns } = (await core.ask('GET', '/checkins')) as { checkIns: { id: number }[] }
  for (const { id } of checkIns) await core.ask('DELETE', `/checkins/${id}`)
  for (const at of ['12:00', '23:50']) await core.ask('POST', '/checkins', { at })
  const acme = { id: 0, number: 1, colour: 1, name: 'Acme', longestWaitMinutes: 13 * 60 }
  await core.ask('POST', '/clients', acme)
  await core.welcome()
}

const planOf = async (core: Core) =>
  (await core.ask('GET', '/checkins')) as { checkIns: { at: string; once: string }[] }

test.beforeEach(async ({ core, open, page }) => {
  await promised(core)
  await open()
  await expect(page.getByRole('button', { name: 'Acme, key 1' })).toBeVisible()
})

test('a day off that breaks a longest wait is asked about before it is stored', async ({
  core,
  page,
}) => {
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.getByRole('button', { name: 'Hours', exact: true }).click()
  await page.getByLabel('Add a day').fill(day)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const question = page.getByRole('group', { name: 'This breaks a longest wait' })
  await expect(question.getByText(/^Acme would wait 36 h 10 min/)).toBeVisible()
  const settings = async () => (await core.ask('GET', '/settings')) as { hours: { off: string[] } }
  expect((await settings()).hours.off ?? []).toEqual([])
  await accessible(page)
  await question.getByRole('radio', { name: /^Add check-ins/ }).check()
  await question.getByRole('button', { name: 'Save' }).click()
  await expect(question).toBeHidden()
  await expect.poll(async () => (await settings()).hours.off).toEqual([day])
  expect((await planOf(core)).checkIns.filter(({ once }) => once === day)).not.toEqual([])
  await page.keyboard.press('z')
  await expect.poll(async () => (await planOf(core)).checkIns).toHaveLength(2)
  expect((await settings()).hours.off ?? []).toEqual([])
})

test('Today asks by key before a check-in is left out that keeps a longest wait', async ({
  core,
  page,
}) => {
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  const late = page.getByRole('button', { name: /^23:50/ })
  await late.focus()
  await page.keyboard.press('Delete')
  await page.getByRole('button', { name: 'Leave it out today' }).press('Enter')
  const question = page.getByRole('group', { name: 'This breaks a longest wait' })
  await expect(question.getByText(/^Acme would wait 24 h, from 12:00/)).toBeVisible()
  await accessible(page)
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  expect((await planOf(core)).checkIns).toHaveLength(2)
  await page.getByRole('button', { name: 'Leave it out today' }).press('Enter')
  await question.getByRole('radio', { name: /^Keep the plan/ }).check()
  await question.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(page.getByText(/left out\. Z undoes it/)).toBeVisible()
  await expect(late).toHaveCount(0)
})
