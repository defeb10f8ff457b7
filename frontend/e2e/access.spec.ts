import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixture'
import { alike, loose, moving, spills, unreachable } from './sight'
import { fillHostile, walkFirstRun, walkGate, walkItems, walkPages, walkScreens } from './walk'

// Every screen and state, with the texts that people really write, in each way of looking at it.
const walks = { items: walkItems, gate: walkGate, screens: walkScreens, pages: walkPages }

type Look = (page: Page, state: string) => Promise<void>

async function axe(page: Page, state: string, rules: string[] = []): Promise<void> {
  const builder = new AxeBuilder({ page })
  if (rules.length > 0) builder.withRules(rules)
  const { violations } = await builder.analyze()
  const told = violations.map(({ id, nodes }) => [
    id,
    ...nodes.map(({ html, failureSummary }) => [html, failureSummary]),
  ])
  expect.soft(told, state).toEqual([])
}

const ways: Record<string, { use: Parameters<typeof test.use>[0]; look: Look }> = {
  'in light': {
    use: { colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } },
    look: async (page, state) => {
      await axe(page, state)
      await spills(page, state)
      await loose(page, state)
      await moving(page, state)
    },
  },
  // In the dark, what colours can spoil.
  'in the dark': {
    use: { colorScheme: 'dark', contextOptions: { reducedMotion: 'reduce' } },
    look: (page, state) => axe(page, state, ['color-contrast']),
  },
  'at 200 %': {
    use: {
      ...{ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
      contextOptions: { reducedMotion: 'reduce' }, // what moves is measured where it comes to rest
    },
    look: async (page, state) => {
      await spills(page, state)
      await unreachable(page, state)
    },
  },
  'in the system’s colours': {
    use: { contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' } },
    look: alike,
  },
}

for (const [way, { use, look }] of Object.entries(ways))
  test.describe(way, () => {
    test.use(use)
    test('the first run', async ({ open, page }) => {
      test.slow()
      await open()
      await walkFirstRun(page, (state) => look(page, state))
    })
    for (const [name, walk] of Object.entries(walks))
      test(name, async ({ core, open, page }) => {
        test.slow()
        await fillHostile(core)
        await core.welcome()
        await open()
        await walk(page, (state) => look(page, state))
      })
  })

test('the focus comes back to where a question was asked from', async ({ core, open, page }) => {
  await core.clients('Acme')
  await core.welcome()
  await core.add({ title: 'Which address format wins?', now: true })
  await open()
  await expect(page.getByRole('option')).toHaveCount(1)
  const queue = [
    'All commands',
    /^Snooze H/,
    /^Group/,
    /^Start or stop the session/,
    /^Start or end a shield/,
  ]
  const comesBack = async (name: string | RegExp, asked: 'dialog' | 'menu') => {
    const button = page.getByRole('button', { name }).first()
    await button.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole(asked)).not.toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(page.getByRole(asked)).toHaveCount(0)
    await expect(button).toBeFocused()
  }
  for (const name of queue)
    await comesBack(name, String(name).includes('shield') ? 'menu' : 'dialog')
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await comesBack('Export', 'menu')
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await comesBack('Plan a shield', 'dialog')
})
