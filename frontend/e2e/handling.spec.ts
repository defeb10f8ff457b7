import { accessible, expect, test } from './fixture'
import type { Core } from './core'

// What one client's day looks like: two known clients, one message that is nobody's yet.
async function filled(core: Core): Promise<void> {
  await core.clients('Acme', 'Birchwood')
  await core.welcome()
  await core.add(
    {
      title: 'Which address format wins?',
      from: 'Noor',
      app: 'Slack',
      client: 'Acme',
      body: 'Can you decide today?',
      url: 'https://example.org/1',
    },
    { title: 'Paper samples', from: 'Tomasz', app: 'Mail', client: 'Birchwood' },
    { title: 'مراجعة نص صفحة الدفع', from: 'Samir', app: 'Mail' },
  )
}

test.describe('the queue, by keyboard alone', () => {
  test.beforeEach(async ({ core, open, page }) => {
    await filled(core)
    await core.ask('POST', '/checkins/now', {})
    await open()
    await page.keyboard.press('g')
    await page.keyboard.press('q')
    await expect(page.getByRole('option')).toHaveCount(3)
  })

  test('an item is done, undone, snoozed in words, and found among the snoozed', async ({
    page,
  }) => {
    await page.keyboard.press('e')
    await expect(page.getByRole('option')).toHaveCount(2)
    await expect(page.getByText('Done. Z undoes it')).toBeVisible()
    await page.keyboard.press('z')
    await expect(page.getByRole('option')).toHaveCount(3)
    await page.keyboard.press('h')
    const question = page.getByRole('dialog', { name: /^Snooze/ })
    await page.keyboard.press('/')
    await page.keyboard.type('someday')
    await page.keyboard.press('Enter')
    await expect(question.getByRole('alert')).toContainText('not understood')
    await expect(question.getByRole('textbox')).toHaveValue('someday')
    await question.getByRole('textbox').fill('fri 9am')
    await page.keyboard.press('Enter')
    await expect(question).toBeHidden()
    await expect(page.getByRole('option')).toHaveCount(2)
    await page.getByRole('button', { name: 'Snoozed' }).click()
    await expect(page.getByRole('option')).toContainText('Snoozed until')
    await page.keyboard.press('b')
    await expect(page.getByText('Nothing is snoozed.')).toBeVisible()
  })

  test('several items are one act, and one undo', async ({ page }) => {
    await page.keyboard.press('x')
    await page.keyboard.press('Shift+ArrowDown')
    await expect(page.getByText('2 items selected')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByText('2 items selected')).toBeHidden()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('w')
    const question = page.getByRole('dialog', { name: 'Waiting on somebody: 3 items' })
    await question.getByLabel('On whom').fill('Lena')
    await page.keyboard.press('Enter')
    await expect(page.getByText('3 items: Waiting on Lena. Z undoes it')).toBeVisible()
    await expect(page.getByRole('option')).toHaveCount(0)
    await page.keyboard.press('z')
    await expect(page.getByRole('option')).toHaveCount(3)
  })

  test('what is nobody’s is given to a client, and a rule may follow', async ({ core, page }) => {
    await page.keyboard.press('End')
    await expect(page.getByRole('heading', { level: 2 })).toHaveText('مراجعة نص صفحة الدفع')
    await page.keyboard.press('a')
    await expect(page.getByRole('menuitem').first()).toBeFocused()
    await page.keyboard.press('2')
    await expect(page.getByRole('dialog', { name: /^Should Birchwood/ })).toBeVisible()
    await page.keyboard.press('f')
    await expect(page.getByText('Everything from Samir goes to Birchwood')).toBeVisible()
    const { rules } = (await core.ask('GET', '/rules?kind=route')) as {
      rules: { client: string }[]
    }
    expect(rules.map(({ client }) => client)).toEqual(['Birchwood'])
  })

  test('a search keeps its text and has the same verbs', async ({ page }) => {
    await page.keyboard.press('/')
    await page.keyboard.type('from:noor')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('option')).toHaveCount(1)
    await page.keyboard.press('s')
    await expect(page.getByText('Pinned. Z undoes it')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: 'Queue' })).toBeVisible()
    await page.keyboard.press('/')
    await expect(page.getByRole('combobox', { name: 'Search items' })).toHaveValue('from:noor')
    await accessible(page)
  })

  test('a search is completed as it is written', async ({ page }) => {
    const field = page.getByRole('combobox', { name: 'Search items' })
    const options = page.getByRole('listbox', { name: 'Ways to go on' }).getByRole('option')
    await page.keyboard.press('/')
    await page.keyboard.type('fr')
    await expect(options).toHaveText([/^from:/])
    await accessible(page)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(field).toHaveValue('from:')
    await page.keyboard.type('to')
    await page.keyboard.press('ArrowDown')
    await expect(field).toHaveAttribute('aria-activedescendant', /-0$/)
    await page.keyboard.press('Tab')
    await expect(field).toHaveValue('from:Tomasz ')
    await expect(field).toBeFocused()
    await page.keyboard.type('in:bi')
    await expect(options).toHaveText([/^in:Birchwood/])
    await page.keyboard.press('Escape') // the ways on go, the text stays
    await expect(options).toHaveCount(0)
    await expect(field).toHaveValue('from:Tomasz in:bi')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('option')).toHaveCount(1)
    await expect(page.getByRole('option')).toContainText('Paper samples')
  })

  test('the palette finds what can be set', async ({ page }) => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('single')
    await page.keyboard.press('Enter')
    const letters = page.getByRole('switch', { name: 'Single letters' })
    await expect(letters).toBeFocused()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('break-through')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Break-through' })).toBeVisible()
  })

  test('the palette finds acts, places, clients and items', async ({ page }) => {
    const palette = page.getByRole('dialog', { name: 'Commands' })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('sn')
    await expect(palette.getByRole('option').first()).toContainText(
      'Snooze until the next check-in',
    )
    await accessible(page)
    await palette.getByRole('combobox').fill('paper')
    await expect(palette.getByRole('option', { name: /Paper samples/ })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(palette).toBeHidden()
    await expect(page.getByRole('heading', { level: 2 })).toHaveText('Paper samples')
  })

  test('keeps nobody out', async ({ page }) => {
    await accessible(page)
    await page.keyboard.press('h')
    await accessible(page)
    await page.keyboard.press('Escape')
    await page.keyboard.press('w')
    await accessible(page)
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await accessible(page)
  })
})

test.describe('a check-in', () => {
  test('is a session with an end', async ({ core, open, page }) => {
    await filled(core)
    await open()
    await page.keyboard.press('g')
    await page.keyboard.press('k')
    await accessible(page)
    await page.getByRole('button', { name: 'Check in now' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Which address format wins?')
    await expect(page.getByRole('img', { name: '0 of 3 handled' })).toBeVisible()
    await page.keyboard.press('e')
    await expect(page.getByRole('img', { name: '1 of 3 handled' })).toBeVisible()
    await accessible(page)
    await page.keyboard.press('h')
    await page.keyboard.press('t')
    await expect(page.getByRole('img', { name: '2 of 3 handled' })).toBeVisible()
    await page.keyboard.press('Escape')
    const receipt = page.getByRole('article', { name: 'That was your check-in' })
    await expect(receipt).toContainText('2 handled, 1 carried over.')
    await expect(receipt).toContainText('Next check-in')
    await accessible(page)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Queue' })).toBeVisible()
    await expect(page.getByRole('option')).toHaveCount(1)
  })

  test('ends by itself when the last item is handled', async ({ core, open, page }) => {
    await filled(core)
    await core.ask('POST', '/checkins/now', {})
    await open()
    await page.keyboard.press('g')
    await page.keyboard.press('k')
    for (const left of [3, 2, 1]) {
      await expect(page.getByRole('option')).toHaveCount(left)
      await page.keyboard.press('e')
    }
    await expect(page.getByRole('article')).toContainText('3 handled, 0 carried over.')
  })
})

test('with a client active nothing of another is on any surface', async ({ core, open, page }) => {
  await filled(core)
  await core.ask('POST', '/checkins/now', {})
  await open()
  await page.keyboard.press('g')
  await page.keyboard.press('q')
  await page.getByRole('button', { name: 'Acme, key 1' }).click()
  await expect(page).toHaveTitle('Acme — Sluice')
  await expect(page.getByRole('option')).toHaveCount(1)
  await expect(page.getByRole('button', { name: /Birchwood/ })).toBeHidden()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('paper')
  await expect(page.getByText('Nothing is called that.')).toBeVisible()
  await page.keyboard.press('Escape')
  expect(await page.content()).not.toMatch(/Birchwood|Paper samples/)
  await page.keyboard.press('Control+2')
  await expect(page).toHaveTitle('Birchwood — Sluice')
  await expect(page.getByRole('option')).toContainText('Paper samples')
  await page.keyboard.press('Control+0')
  await expect(page.getByRole('option')).toHaveCount(3)
})

test('deep work shows a clock, no numbers, and a way to the queue', async ({
  core,
  open,
  page,
}) => {
  await filled(core)
  await open()
  await expect(page.getByRole('button', { name: 'Start or end a shield' })).toBeVisible()
  await page.keyboard.press('f')
  await expect(page.getByRole('menuitem', { name: '25 minutes' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('timer')).toHaveAccessibleName('25 min left')
  await accessible(page)
  await page.keyboard.press('c')
  await page.keyboard.type('Ask Noor about the form')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Noted, in the queue')).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('k')
  await expect(page.getByText(/Deep work goes on until/)).toBeVisible()
  await page.getByRole('button', { name: 'End deep work and check in' }).click()
  await expect(page.getByText('Check-in open', { exact: true })).toBeVisible()
})

test('single letters can be switched off', async ({ core, open, page }) => {
  await filled(core)
  await core.ask('POST', '/checkins/now', {})
  await open()
  await page.keyboard.press('g')
  await page.keyboard.press('q')
  await expect(page.getByRole('option')).toHaveCount(3)
  await page.keyboard.press('?')
  await page.getByRole('checkbox', { name: 'Single letters' }).uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option', { selected: true })).toHaveAttribute('aria-posinset', '2')
  await expect(page.getByRole('option')).toHaveCount(3)
})
