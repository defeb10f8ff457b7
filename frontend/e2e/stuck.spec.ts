import { expect, test } from '@playwright/test'
import { Core } from './core'

// The core's clock stands still here; the page's goes on.
test('how long somebody is stuck stays true while the page is open', async ({ page }) => {
  const core = await Core.still('2026-03-04T12:18')
  try {
    await page.clock.install({ time: '2026-03-04T12:18:00+01:00' })
    await page.goto(core.link)
    await page.waitForURL((url) => url.pathname === '/')
    const items = (await core.ask('GET', '/queue')) as {
      items: { reasons: { term: string; text: string; since?: string }[] }[]
    }
    const reason = items.items.flatMap(({ reasons }) => reasons).find(({ since }) => since)!
    expect(reason).toMatchObject({
      term: 'blocked',
      text: expect.stringMatching(/is stuck on you$/),
    })
    const ago = Date.parse('2026-03-04T12:18:00+01:00') - Date.parse(reason.since!)
    const minutes = Math.floor(ago / 60_000)
    const said = (all: number) =>
      [Math.floor(all / 60) && `${Math.floor(all / 60)} h`, all % 60 && `${all % 60} min`]
        .filter(Boolean)
        .join(' ')
    const aside = page.getByRole('complementary')
    const shown = async () =>
      (
        await aside
          .getByText(/is stuck on you/)
          .first()
          .textContent()
      )?.replaceAll('\u00A0', ' ')
    await expect.poll(shown).toContain(`${reason.text}, for ${said(minutes)}`)
    await page.clock.fastForward('01:30:00')
    await expect.poll(shown).toContain(`${reason.text}, for ${said(minutes + 90)}`)
  } finally {
    await core.stop()
  }
})
