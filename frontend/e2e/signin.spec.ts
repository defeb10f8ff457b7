import { Core } from './core'
import { Far, me, missing } from './far'
import { expect, test as base } from './fixture'

/** A core whose way to Google and Microsoft ends at servers that others wrote after them. */
const test = base.extend<{ far: Far }>({
  far: async ({}, use) => {
    const far = await Far.start()
    await use(far)
    await far.stop()
  },
  core: async ({ far, zone }, use) => {
    const core = await Core.start(zone, far.env)
    await use(core)
    await core.stop()
  },
})

test.skip(!!missing, missing)

for (const [provider, host] of [
  ['google', 'accounts.google.com'],
  ['microsoft', 'login.microsoftonline.com'],
] as const) {
  test(`an account signs in with the browser at ${provider}, and its first mail comes`, async ({
    context,
    core,
    far,
    open,
    page,
  }) => {
    await core.welcome()
    await context.route(`https://${host}/**`, (route) =>
      route.fulfill({ status: 302, headers: { location: far.page(route.request().url()) } }),
    )
    await open()
    await expect(page.getByRole('navigation', { name: 'Clients and screens' })).toBeVisible()
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    await page.getByRole('button', { name: 'Connect an account' }).click()
    await page.getByRole('button', { name: /^E-mail/ }).click()
    await page.getByLabel('E-mail address').fill(me)
    await page.getByLabel('Sign in').selectOption(provider)
    await page.getByLabel('Client id').fill('mine')
    await page.getByLabel('Client secret').fill('s3cret-of-mine')
    await page.getByLabel('IMAP server').fill(far.imap)

    const asked = context.waitForEvent('page')
    await page.getByRole('button', { name: 'Sign in with the browser' }).click()
    const there = await asked
    await there.getByRole('button', { name: new RegExp(me) }).click()
    await expect(there.getByText('It worked. You can close this page')).toBeVisible()
    await page.bringToFront()
    await expect(page.getByText('1 mail in INBOX')).toBeVisible()
    await page.getByRole('button', { name: 'Connect', exact: true }).click()

    await expect
      .poll(async () => (await core.ask('GET', '/sources')) as unknown)
      .toMatchObject({
        sources: expect.arrayContaining([
          expect.objectContaining({ kind: 'mail', condition: 'ok', who: me, arrived: 1 }),
        ]) as unknown,
      })
    await core.ask('POST', '/checkins/now', {})
    await page.keyboard.press('g')
    await page.keyboard.press('q')
    await expect(page.getByText('The offer is signed').first()).toBeVisible()
  })
}
