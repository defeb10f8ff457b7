import { defineConfig } from '@playwright/test'

const pictures = /look\.spec\.ts$/

/** The interface in a real browser against the real core; build both first. */
export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  // On a busy machine a key can be quicker than the page; what passes only then is printed as flaky.
  retries: 1,
  // Generous, since a machine may be busy: nothing here waits for a time to pass.
  timeout: 60_000,
  expect: {
    timeout: 20_000,
    toHaveScreenshot: { animations: 'disabled', caret: 'hide', stylePath: 'e2e/look.css' },
  },
  reporter: 'list',
  outputDir: 'node_modules/.e2e',
  // Those that act, and those that are compared with what they looked like: `make test-look`.
  projects: [
    { name: 'acts', testIgnore: pictures },
    {
      name: 'look',
      testMatch: pictures,
      use: { locale: 'en-GB', timezoneId: 'Europe/Berlin', bypassCSP: true },
    },
  ],
  snapshotPathTemplate: `${process.env['LOOK'] ?? 'e2e/look'}/{arg}{ext}`,
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
  },
})
