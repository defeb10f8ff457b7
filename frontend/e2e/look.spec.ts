import { expect } from '@playwright/test'
import { german, screen, type Still } from './still'

// Every screen as it looks: the sample data at a moment that stands still, in light and dark, in the
// smallest window, the usual one and a large one. How to take new pictures is in CONTRIBUTING.

const all = { taken: ['small', 'usual', 'large'] } as const
const narrow = { taken: ['small', 'usual'] } as const // what a large window only gives more room

screen('today', ({ press }) => press('g', 't'), all)
screen('today-shield', async ({ page, press }) => {
  await press('g', 't')
  await page.getByRole('button', { name: 'Plan a shield' }).click()
})
screen('today-client', async ({ press, core }) => {
  await core.ask('POST', '/switch', { client: 'Birchwood' })
  await press('g', 't')
})

screen('checkin-none', ({ press }) => press('g', 'k'))
const run = async ({ press, core }: Still) => {
  await core.ask('POST', '/checkins/now', {})
  await press('g', 'k')
  await press('e')
  await press('h', 't')
  await press('e')
}
screen('checkin', run, all)
screen(
  'checkin-done',
  async (still) => {
    await run(still)
    await still.press('Escape')
  },
  narrow,
)

screen('queue', ({ press }) => press('g', 'q'), narrow)
screen(
  'queue-item',
  async ({ press }) => {
    await press('g', 'q')
    await press('j', 'Enter')
  },
  all,
)
screen('queue-groups', async ({ page, press }) => {
  await press('g', 'q')
  await page.getByRole('button', { name: /^Group/ }).click()
  await page.getByRole('menuitem', { name: /^By client/ }).click()
})
screen('queue-selected', async ({ press }) => {
  await press('g', 'q')
  await press('x', 'Shift+ArrowDown', 'Shift+ArrowDown')
})
screen('queue-snooze', async ({ press }) => {
  await press('g', 'q')
  await press('h')
})
screen('queue-decide', async ({ press }) => {
  await press('g', 'q')
  await press('d')
})
screen('queue-waiting', async ({ page, press }) => {
  await press('g', 'q')
  await page.getByRole('button', { name: 'Waiting', exact: true }).first().click()
})

screen('clients', ({ press }) => press('g', 'c'))
const client = async ({ press, core }: Still) => {
  await core.ask('POST', '/switch', { client: 'Birchwood' })
  await press('g', 'c')
}
screen('client', client, narrow)
screen(
  'client-wait',
  async (still) => {
    await client(still)
    await still.page.getByLabel('Longest wait').fill('2 h')
    await expect(still.page.getByText(/your plan leaves/).first()).toBeVisible()
  },
  all,
)

screen('time', ({ press }) => press('g', 'h'), narrow)
screen('insights', ({ press }) => press('g', 'i'), all)
screen('rules', ({ press }) => press('g', 'r'), narrow)
const dayOff = '2026-03-06' // a Friday on which clients work
const hoursAsked = (pages: string, add: string) => async (at: Still) => {
  await at.press('g', 's')
  await at.page.getByRole('button', { name: pages, exact: true }).click()
  await at.page.locator('input[type="date"]').fill(dayOff)
  await at.page.getByRole('button', { name: add, exact: true }).click()
  await at.page.getByRole('radio').first().waitFor()
  await at.calm()
}
screen('hours-asked', hoursAsked('Hours', 'Add'), narrow)
screen('de-hours-asked', german(hoursAsked('Zeiten', 'Hinzufügen')))
screen('rules-off', async ({ core, page, press, calm }) => {
  const told = (await core.ask('GET', '/rules?kind=private')) as { rules: { id: number }[] }
  await core.ask('POST', `/rules/${told.rules[0]!.id}/switch`, { on: false })
  await press('g', 'r')
  await page.getByRole('button', { name: 'Never store the text', exact: true }).click()
  await page.getByRole('button', { name: /^Off: / }).click()
  await calm()
})
screen('rules-trial', async ({ page, press }) => {
  await press('g', 'r')
  await page.getByRole('button', { name: 'Add a check-in' }).click()
  await page.keyboard.type('11:00')
  await page.getByRole('button', { name: 'Try', exact: true }).click()
})

for (const [name, word] of Object.entries({
  accounts: 'Accounts',
  capture: 'Desktop capture',
  hours: 'Hours',
  silence: 'Do Not Disturb',
  notices: 'Notifications',
  look: 'Appearance',
  keys: 'Keys',
  computer: 'This computer',
  scripts: 'Scripts',
  backup: 'Backup',
  privacy: 'Privacy',
  about: 'About',
}))
  screen(
    `settings-${name}`,
    async ({ page, press }) => {
      await press('g', 's')
      await page.getByRole('main').getByRole('button', { name: word, exact: true }).click()
    },
    name === 'capture' ? { taken: ['usual', 'large'] } : {},
  )

// One that is well, one that does not answer, and one that is paused: none of them leaves this machine.
const connected = async ({ core, page, press }: Still) => {
  const add = (kind: string, name: string, client: string, settings: object) =>
    core.ask('POST', '/sources', { kind, name, client, settings, secrets: {} })
  await add('dropfolder', 'Builds', 'Corvid Labs', { folder: '/usr/share' })
  await add('feed', 'Release notes', 'Acme', { address: 'http://127.0.0.1:9/feed' })
  await press('g', 's')
  await expect(page.getByText('Release notes').first()).toBeVisible()
}
screen('settings-connected', connected, all)
screen('settings-connect', async ({ page, press }) => {
  await press('g', 's')
  await page.getByRole('button', { name: 'Connect an account' }).click()
})
screen(
  'settings-connect-mail',
  async ({ page, press }) => {
    await press('g', 's')
    await page.getByRole('button', { name: 'Connect an account' }).click()
    await page
      .getByRole('main')
      .getByRole('button', { name: /E-mail/ })
      .first()
      .click()
  },
  narrow,
)

screen(
  'shield',
  ({ core }) =>
    core.ask('POST', '/shields', { until: '2026-03-04T14:00:00+01:00', note: 'The price column' }),
  narrow,
)
screen('palette', async ({ press }) => {
  await press('g', 'q')
  await press('Control+k')
})
screen('palette-found', async ({ page, press }) => {
  await press('g', 'q')
  await press('Control+k')
  await page.keyboard.type('cat')
})
screen('search', async ({ page, press }) => {
  await press('g', 'q')
  await press('/')
  await page.keyboard.type('address')
  await press('Enter')
})
screen('help', ({ press }) => press('?'))
screen('leave', ({ press }) => press('Control+1'))

screen(
  'de-today',
  german(({ press }) => press('g', 't')),
  narrow,
)
screen(
  'de-queue',
  german(({ press }) => press('g', 'q')),
  narrow,
)
screen('de-checkin', german(run), { taken: ['small'] })
screen(
  'de-time',
  german(({ press }) => press('g', 'h')),
  { taken: ['small'] },
)
screen(
  'de-insights',
  german(({ press }) => press('g', 'i')),
  { taken: ['small'] },
)
screen(
  'de-client-wait',
  german(async (still) => {
    await client(still)
    await still.page.getByLabel('Längste Wartezeit').fill('2 h')
    await expect(still.page.getByText(/lässt dein Plan/).first()).toBeVisible()
  }),
)
screen(
  'de-settings-silence',
  german(async ({ page, press }) => {
    await press('g', 's')
    await page.getByRole('button', { name: 'Nicht stören', exact: true }).click()
  }),
  { taken: ['small'] },
)

const bare = { bare: true }
// Each step is stored before the next one is there.
const stepped = (steps: number) => async (still: Still) => {
  for (let done = 0; done < steps; done++) await still.press('Enter')
}
for (const [at, step] of ['hours', 'clients', 'listen', 'silence'].entries())
  screen(`first-${step}`, stepped(at), step === 'silence' ? { ...bare, ...narrow } : bare)
screen('de-first-silence', german(stepped(3)), { ...bare, taken: ['small'] })
// The proposed plan begins with the real clock: here it has to begin now.
async function anew({ core, page, calm }: Still): Promise<void> {
  await core.welcome()
  const { checkIns } = (await core.ask('GET', '/checkins')) as { checkIns: { id: number }[] }
  for (const { id } of checkIns) await core.ask('DELETE', `/checkins/${id}`)
  for (const time of ['09:30', '13:00', '16:30'])
    await core.ask('POST', '/checkins', { at: time, days: 'weekdays' })
  await page.reload()
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await calm()
}
for (const [name, key] of Object.entries({
  ...{ today: 't', checkin: 'k', queue: 'q', clients: 'c', time: 'h', insights: 'i' },
}))
  screen(
    `empty-${name}`,
    async (still) => {
      await anew(still)
      await still.press('g', key)
    },
    bare,
  )
