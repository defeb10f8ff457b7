import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { Core } from './core'

export { expect } from '@playwright/test'

/** A test with a core of its own, and the interface of that core opened in the page. */
export const test = base.extend<{ zone: string; core: Core; open: () => Promise<void> }>({
  zone: ['Europe/Berlin', { option: true }],
  core: async ({ zone }, use) => {
    const core = await Core.start(zone)
    await use(core)
    await core.stop()
  },
  /** Opens the interface and waits until it takes keys; a link works once. */
  open: async ({ core, page }, use) => {
    await use(async () => {
      await page.goto(core.link)
      await page.waitForURL((url) => url.pathname === '/')
      await expect(page.locator('main').first()).toBeVisible()
    })
  },
})

/** Looks for what keeps people out: everything in light, and in dark what colours can spoil. */
export async function accessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const axe = new AxeBuilder({ page })
    if (colorScheme === 'dark') axe.withRules('color-contrast')
    const { violations } = await axe.analyze()
    const told = violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => [html, failureSummary]),
    }))
    expect(told, colorScheme).toEqual([])
  }
}
