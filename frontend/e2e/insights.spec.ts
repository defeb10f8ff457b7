import { accessible, expect, test } from './fixture'

test('what is written down about an item stays with it, and undo takes it back', async ({
  core,
  open,
  page,
}) => {
  await core.clients('Acme')
  await core.welcome()
  await core.add({ title: 'Which address format wins?', from: 'Noor', client: 'Acme', now: true })
  await open()
  await page.keyboard.press('g')
  await page.keyboard.press('q')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('d')
  const question = page.getByRole('dialog', { name: /^Write down/ })
  await page.keyboard.type('Split <b>in the form</b>')
  await accessible(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('d')
  await expect(question.getByRole('textbox')).toHaveValue('Split <b>in the form</b>')
  await page.keyboard.press('Control+Enter')
  const written = page.getByRole('region', { name: 'Written down' })
  await expect(written).toContainText('Split <b>in the form</b>')
  await accessible(page)
  await page.keyboard.press('z')
  await expect(written).toBeHidden()
})

test('insights say how little they rest on, and are told in tables', async ({
  core,
  open,
  page,
}) => {
  await core.clients('Acme')
  await core.welcome()
  await open()
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await expect(page.getByText('Nothing came in during these days.')).toBeVisible()
  await accessible(page)
  await core.add({ title: 'One', from: 'Noor', app: 'Slack', client: 'Acme' })
  await core.ask('POST', '/checkins/now', {})
  await page.getByRole('button', { name: '7 days' }).click()
  await expect(page.getByText(/rests on one arrival only/)).toBeVisible()
  await expect(page.getByRole('table', { name: 'Who sends most' })).toContainText('Noor')
  await accessible(page)
})

test('a search is kept as a tab, grouped, and several acts are said before', async ({
  core,
  open,
  page,
}) => {
  await core.clients('Acme', 'Birchwood')
  await core.welcome()
  for (const [client, from] of [
    ['Acme', 'Noor'],
    ['Birchwood', 'Tomasz'],
    ['Acme', 'Priya'],
  ])
    await core.add({ title: `From ${from}`, from: from!, client: client!, now: true })
  await open()
  await page.keyboard.press('g')
  await page.keyboard.press('q')
  await expect(page.getByRole('option')).toHaveCount(3)
  await page.keyboard.press('/')
  await page.keyboard.type('in:acme')
  await page.getByRole('button', { name: 'Keep as a tab' }).click()
  await page.getByLabel('Its name').fill('Acme only')
  await accessible(page)
  await page.keyboard.press('Enter')
  const tab = page.getByRole('button', { name: 'Acme only', exact: true })
  await expect(tab).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('option')).toHaveCount(2)
  await page.keyboard.press('v')
  await page.keyboard.press('p')
  await expect(page.getByRole('listbox')).toContainText('Priya')
  await accessible(page)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('option')).toHaveCount(3)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('e')
  await expect(page.getByRole('dialog', { name: 'Done: 3 items of 2 clients?' })).toBeVisible()
  await accessible(page)
  await page.keyboard.press('Enter')
  await expect(page.getByText('3 items: Done. Z undoes it')).toBeVisible()
  await page.keyboard.press('z')
  await expect(page.getByRole('option')).toHaveCount(3)
})
