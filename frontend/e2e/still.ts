import { expect, test as base, type Page, type Request } from '@playwright/test'
import { Core } from './core'

const sizes = {
  small: { width: 760, height: 560 },
  usual: { width: 1280, height: 800 },
  large: { width: 1920, height: 1080 },
}
type Size = keyof typeof sizes

/** A Wednesday, 42 minutes before a check-in. */
const noon = '2026-03-04T12:18'

/** The page, its core, and what waits for both. */
export interface Still {
  page: Page
  core: Core
  /** Presses keys one after the other, and waits until nothing is on its way to the core any more. */
  press: (...keys: string[]) => Promise<void>
  /** Waits for that alone. */
  calm: () => Promise<void>
}

interface Fixtures {
  bare: boolean
  core: Core
  press: Still['press']
  calm: Still['calm']
}

const test = base.extend<Fixtures>({
  bare: [false, { option: true }],
  core: async ({ bare }, use) => {
    const core = await Core.still(noon, ...(bare ? ['--bare'] : []))
    await use(core)
    await core.stop()
  },
  page: async ({ page, core }, use) => {
    await page.clock.setFixedTime(`${noon}:00+01:00`)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(core.link)
    await page.waitForURL((url) => url.pathname === '/')
    await expect(page.locator('main').first()).toBeVisible()
    await use(page)
  },
  // What tells of events stays open for ever, so that the network is never idle.
  calm: async ({ page }, use) => {
    const asked = new Set<Request>()
    page.on('request', (request) => request.resourceType() !== 'eventsource' && asked.add(request))
    page.on('requestfinished', (request) => asked.delete(request))
    page.on('requestfailed', (request) => asked.delete(request))
    await use(async () => {
      do {
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)))
        await expect.poll(() => asked.size).toBe(0)
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)))
      } while (asked.size)
    })
  },
  press: async ({ page, calm }, use) => {
    await calm()
    await use(async (...keys) => {
      for (const key of keys) await page.keyboard.press(key)
      await calm()
    })
  },
})

/** Compares the screen in both lights with what it looked like. */
async function looks(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect.soft(page).toHaveScreenshot(`${name}-${colorScheme}.png`)
  }
}

/** A screen in a state that some steps lead to. Where nothing is said of sizes it is taken in the usual one. */
export function screen(
  name: string,
  steps: (still: Still) => Promise<unknown>,
  { bare = false, taken = ['usual'] }: { bare?: boolean; taken?: readonly Size[] } = {},
): void {
  for (const size of taken)
    test.describe(size, () => {
      test.use({ viewport: sizes[size], bare })
      test(name, async ({ page, core, press, calm }) => {
        await steps({ page, core, press, calm })
        await calm()
        await looks(page, `${name}-${size}`)
      })
    })
}

/** The same in German, whose words are longer: where they have no room, they would be cut. */
export const german =
  (steps: (still: Still) => Promise<unknown>) =>
  async (still: Still): Promise<void> => {
    const { core, page, calm } = still
    const settings = (await core.ask('GET', '/settings')) as Record<string, unknown>
    await core.ask('PUT', '/settings', { ...settings, language: 'de' })
    await page.reload()
    await expect(page.locator('main').first()).toBeVisible()
    await calm()
    await steps(still)
  }
