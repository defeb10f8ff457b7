import { defineConfig } from '@playwright/test'

/** The interface in a real browser against the real core; build both first. */
export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  // On a busy machine a key can be quicker than the page; what passes only then is printed as flaky.
  retries: 1,
  // Generous, since a machine may be busy: nothing here waits for a time to pass.
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  outputDir: 'node_modules/.e2e',
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
  },
})
