import { accessible, expect, test } from './fixture'

// What the service answers is this test's; the page, the wait and the refusal are the real core's.
test('an account is signed in with the browser, called off, and refused with a sentence', async ({
  context,
  core,
  open,
  page,
}) => {
  await core.welcome()
  let answers = false
  await context.route('https://login.microsoftonline.com/**', (route) => {
    const asked = new URL(route.request().url()).searchParams
    const back = new URL(asked.get('redirect_uri')!)
    back.searchParams.set('error', 'access_denied')
    back.searchParams.set('state', asked.get('state')!)
    return answers
      ? route.fulfill({ status: 302, headers: { location: back.href } })
      : route.fulfill({ contentType: 'text/plain', body: 'Do you agree?' })
  })
  await open()
  await expect(page.getByRole('navigation', { name: 'Clients and screens' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.getByRole('button', { name: 'Connect an account' }).click()
  await page.getByRole('button', { name: /^E-mail/ }).click()
  await page.getByLabel('E-mail address').fill('ana@outlook.com')
  await page.getByLabel('Sign in').selectOption('microsoft')
  await expect(page.getByLabel('Password')).toBeHidden()
  await page.getByLabel('Client id').fill('mine')

  const asked = context.waitForEvent('page')
  await page.getByRole('button', { name: 'Sign in with the browser' }).click()
  await expect((await asked).getByText('Do you agree?')).toBeVisible()
  await page.bringToFront()
  await expect(page.getByText('Waiting for your browser…')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy the address' })).toBeFocused()
  await accessible(page)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Waiting for your browser…')).toBeHidden()

  answers = true
  const refused = context.waitForEvent('page')
  await page.getByRole('button', { name: 'Sign in with the browser' }).click()
  await expect((await refused).getByText('It did not work. Sluice says why.')).toBeVisible()
  await page.bringToFront()
  await expect(
    page.getByText('You did not agree in the browser, or the service did not. Try it again.'),
  ).toBeVisible()
  await expect(page.getByLabel('Client id')).toHaveValue('mine')
  expect(await core.ask('GET', '/sources')).not.toMatchObject({ sources: [{ kind: 'mail' }] })
})
