import { accessible, expect, test } from './fixture'
import { morning, type Core } from './core'

// What is planned must lie ahead at whatever hour this runs.
test.use({ zone: morning() })
const late = '23:50'

async function planned(core: Core): Promise<void> {
  const { checkIns } = (await core.ask('GET', '/checkins')) as { checkIns: { id: number }[] }
  for (const { id } of checkIns) await core.ask('DELETE', `/checkins/${id}`)
  await core.clients('Acme')
  await core.welcome()
  await core.ask('POST', '/checkins', { at: late, days: 'daily' })
}

test.describe('Today', () => {
  test.beforeEach(async ({ core, open, page }) => {
    await planned(core)
    await open()
    await expect(page.getByRole('button', { name: 'Acme, key 1' })).toBeVisible()
    await page.keyboard.press('g')
    await page.keyboard.press('t')
    await expect(page.getByRole('region', { name: 'The day' })).toBeVisible()
  })

  test('a check-in is moved by key, for today only, and undone', async ({ core, page }) => {
    const checkIn = page.getByRole('button', { name: /^23:50/ })
    await checkIn.focus()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('button', { name: /^23:55/ })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(checkIn).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const question = page.getByRole('dialog', { name: 'Check-in at 23:50' })
    await expect(question.getByLabel('At')).toHaveValue('23:55')
    await accessible(page)
    await question.getByRole('button', { name: 'Only today' }).click()
    await expect(page.getByText('Check-in moved to 23:55. Z undoes it')).toBeVisible()
    await expect(page.getByRole('button', { name: /^23:55/ })).toBeVisible()
    const { checkIns } = (await core.ask('GET', '/checkins')) as { checkIns: { at: string }[] }
    expect(checkIns.map(({ at }) => at)).toEqual(['23:50', '23:55'])
    await page.keyboard.press('z')
    await expect(checkIn).toBeVisible()
  })

  test('a shield is planned, dragged and called off', async ({ page }) => {
    await page.getByRole('button', { name: 'Plan a shield' }).click()
    const question = page.getByRole('dialog', { name: 'A shield' })
    await question.getByLabel('From').fill('23:10')
    await question.getByLabel('Until').fill('23:30')
    await question.getByLabel('What it is for').fill('Draft the offer')
    await question.getByRole('button', { name: 'Only today' }).click()
    const shield = page.getByRole('button', { name: /^Deep work: Draft the offer\. 23:10 – 23:30/ })
    await expect(shield).toBeVisible()
    await shield.scrollIntoViewIfNeeded()
    const box = (await shield.boundingBox())!
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 3]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y + 3)
    await page.mouse.move(x, y + 12, { steps: 4 }) // ten minutes
    await page.mouse.up()
    await expect(page.getByText('Shield moved to 23:20. Z undoes it')).toBeVisible()
    const moved = page.getByRole('button', { name: /23:20 – 23:40/ })
    await moved.focus()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Enter')
    const longer = page.getByRole('button', { name: /23:20 – 23:45/ })
    await expect(longer).not.toHaveClass(/moves/)
    await page.getByRole('button', { name: /23:20 – 23:45/ }).focus()
    await page.keyboard.press('Delete')
    await page.getByRole('button', { name: 'Call it off' }).click()
    await expect(page.getByText('Shield at 23:20 left out. Z undoes it')).toBeVisible()
    await expect(page.getByRole('button', { name: /Draft the offer/ })).toHaveCount(0)
  })

  test('keeps nobody out, also without colours and without motion', async ({ page }) => {
    await accessible(page)
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    await expect(page.getByRole('button', { name: /^23:50/ })).toBeVisible()
  })
})
