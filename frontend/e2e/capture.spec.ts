import { AxeBuilder } from '@axe-core/playwright'
import { Core } from './core'
import { expect, test as base } from './fixture'
import { spills, unreachable } from './sight'

// The sample data, since only a desktop's own programs are in the list.
const test = base.extend({
  core: async ({}, use) => {
    const core = await Core.still('2026-03-04T12:18')
    await use(core)
    await core.stop()
  },
})

test('what is chosen for a program is a rule among the others, and undone', async ({
  open,
  page,
}) => {
  await open()
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  const main = page.getByRole('main')
  await main.getByRole('button', { name: 'Desktop capture' }).click()
  const goes = page.getByRole('combobox', { name: 'To which client Slack goes' })
  const mute = page.getByRole('switch', { name: 'Mute Slack' })
  await expect(mute).not.toBeChecked()
  expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([])
  await page.setViewportSize({ width: 640, height: 400 })
  await spills(page, 'programs, small')
  await unreachable(page, 'programs, small')
  await page.setViewportSize({ width: 1280, height: 800 })
  await goes.selectOption('Acme')
  await mute.click()
  await expect(mute).toBeChecked()
  await goes.selectOption('Birchwood')
  await expect(page.getByText('Saved').first()).toBeVisible()
  await main.getByRole('button', { name: 'All rules' }).click()
  const sentence = (client: string) =>
    page.getByText(`Everything in Slack of the source desktop goes to ${client}.`)
  await expect(sentence('Birchwood')).toBeVisible()
  await expect(sentence('Acme')).toHaveCount(0)
  await main.getByRole('button', { name: 'Mute', exact: true }).click()
  await expect(page.getByText('Everything in Slack of the source desktop is muted.')).toBeVisible()
  await page.keyboard.press('z')
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await expect(goes).toHaveValue('Acme')
})
