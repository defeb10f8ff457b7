import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { FakeEvents, problem } from '../../test/fake'
import { bodies, click, desk, fake, start } from '../../test/stage'

describe('the first run', () => {
  beforeEach(async () => {
    fake.setup.settings.welcomed = false
    fake.clients = []
    await start()
    await screen.findByRole('heading', { name: /When do you work/ })
  })

  it('stores what was asked, step by step, and opens Today', async () => {
    await click(/Next: clients/)
    const name = await screen.findByLabelText('Client 1, name')
    await fireEvent.input(name, { target: { value: 'Acme' } })
    await click(/Next: what/)
    await click(/Next: silence/)
    await fireEvent.click(await screen.findByRole('radio', { name: /Yes/ }))
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Alarms come through.' }))
    await click(/Open Today/)
    expect(await screen.findByRole('region', { name: 'The day' })).toBeInTheDocument()
    expect(bodies('POST /checkins')).toEqual(
      ['09:30', '13:00', '16:30'].map((at) => ({ at, days: 'weekdays' })),
    )
    expect(bodies('POST /clients')).toMatchObject([{ id: 0, name: 'Acme', number: 1, colour: 1 }])
    expect(bodies('POST /rules')).toEqual([{ kind: 'breakthrough', builtin: 'calls' }])
    expect(fake.setup.settings).toMatchObject({ silenceBetween: true, welcomed: true })
    expect(fake.setup.settings.hours.week[1]).toEqual([{ start: '09:00', end: '17:00' }])
  })

  it('stores nothing of what is skipped', async () => {
    for (let step = 0; step < 4; step++) {
      await click('Skip')
      if (step < 3) await screen.findByText(`Step ${step + 2} of 4:`)
    }
    expect(await screen.findByRole('region', { name: 'The day' })).toBeInTheDocument()
    expect(bodies('POST /checkins').concat(bodies('POST /clients'))).toEqual([])
    expect(fake.setup.settings).toMatchObject({ welcomed: true, silenceBetween: false })
  })

  it('takes no keys of the desk behind it', async () => {
    await fireEvent.keyDown(document.body, { key: 'f' })
    expect(screen.queryByRole('menu')).toBeNull()
  })

  it('says at the client what the core has against it, and stays', async () => {
    await click('Skip')
    const name = await screen.findByLabelText('Client 1, name')
    await fireEvent.input(name, { target: { value: 'Acme' } })
    fake.next('POST /clients', () => problem(409, 'conflict', 'There is a client Acme already.'))
    await click(/Next/)
    await waitFor(() => expect(name).toHaveAccessibleDescription('There is a client Acme already.'))
    expect(name).toBeInvalid()
  })
})

describe('settings', () => {
  it('are stored at once, and the look is the page’s at once', async () => {
    await start()
    await screen.findByText('Holding')
    desk.go('settings')
    await click('Appearance')
    await fireEvent.click(await screen.findByRole('radio', { name: 'Dark' }))
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'))
    await waitFor(() => expect(fake.setup.settings.appearance).toBe('dark'))
    fake.setup.settings.appearance = 'system' // as undo would
    FakeEvents.last.say('gate')
    await waitFor(() => expect(document.documentElement.dataset.theme).toBeUndefined())
  })

  it('keep in the profile how close rows stand, and that letters are no keys', async () => {
    await start()
    await screen.findByText('Holding')
    desk.go('settings')
    await click('Appearance')
    await fireEvent.click(await screen.findByRole('radio', { name: 'Compact' }))
    await waitFor(() => expect(document.documentElement.dataset.density).toBe('compact'))
    await waitFor(() => expect(fake.setup.settings.density).toBe('compact'))
    await click('Keys')
    await fireEvent.click(await screen.findByRole('switch', { name: 'Single letters' }))
    await waitFor(() => expect(fake.setup.settings.lettersOff).toBe(true))
    await fireEvent.keyDown(document.body, { key: 'f' })
    expect(screen.queryByRole('menu')).toBeNull()
    fake.setup.settings.lettersOff = false // in another window
    FakeEvents.last.say('gate')
    await waitFor(() => expect(desk.letters.on).toBe(true))
  })

  it('say which notifications are shown, and how much they say', async () => {
    await start()
    await screen.findByText('Holding')
    desk.go('settings')
    await click('Notifications')
    await fireEvent.click(await screen.findByRole('switch', { name: 'When a check-in opens' }))
    await waitFor(() => expect(fake.setup.settings.quietCheckIns).toBe(true))
    await fireEvent.click(screen.getByRole('switch', { name: 'Show what came' }))
    await waitFor(() =>
      expect(fake.setup.settings).toMatchObject({ quietCheckIns: true, bareNotices: true }),
    )
  })

  it('say at the field what is wrong, and store nothing then', async () => {
    await start()
    await screen.findByText('Holding')
    desk.go('settings')
    await click('Privacy')
    const field = await screen.findByLabelText(/Keep the text/)
    await fireEvent.change(field, { target: { value: '0' } })
    expect(field).toBeInvalid()
    expect(field).toHaveAccessibleDescription(/from 1 to 3650/)
    expect(bodies('PUT /settings')).toEqual([])
  })

  it('roll back what the core refuses', async () => {
    await start()
    await screen.findByText('Holding')
    desk.go('settings')
    await click('Do Not Disturb')
    fake.next('PUT /settings', () => problem(507, 'disk-full', 'The disk is full.'))
    const between = await screen.findByRole('switch', { name: 'Quiet between check-ins' })
    await fireEvent.click(between)
    expect(await screen.findByText('The disk is full.')).toBeInTheDocument()
    await waitFor(() => expect(between).not.toBeChecked())
  })
})

describe('the plan', () => {
  beforeEach(async () => {
    await start()
    await screen.findByText('Holding')
    desk.go('rules')
  })

  it('gets a check-in, and says at the field how long one stays open', async () => {
    await click('Add a check-in')
    await fireEvent.input(screen.getByRole('textbox', { name: 'Time' }), {
      target: { value: '1430' },
    })
    await click('Try')
    expect(await screen.findByText(/let 0 through at once and held 7/)).toBeInTheDocument()
    expect(bodies('POST /plan/try')).toEqual([
      { checkIns: { add: [{ at: '14:30', days: 'weekdays' }] } },
    ])
    await click('Add')
    await waitFor(() =>
      expect(bodies('POST /checkins')).toEqual([{ at: '14:30', days: 'weekdays' }]),
    )
    expect(await screen.findByText('14:30')).toBeInTheDocument()
    const field = screen.getByLabelText('Each stays open for')
    await fireEvent.change(field, { target: { value: '0' } })
    expect(field).toHaveAccessibleDescription(/from 1 to 1440/)
    expect(bodies('PUT /settings')).toEqual([])
  })

  it('counts a check-in’s budget in minutes or in items', async () => {
    await fireEvent.click(await screen.findByRole('radio', { name: 'items' }))
    await waitFor(() => expect(fake.setup.settings.budgetItems).toBe(12))
    const field = await screen.findByLabelText('Each stays open for')
    await waitFor(() => expect(field).toHaveValue('12'))
    await fireEvent.change(field, { target: { value: '8' } })
    await waitFor(() => expect(fake.setup.settings.budgetItems).toBe(8))
    await fireEvent.change(field, { target: { value: '1001' } })
    expect(field).toHaveAccessibleDescription(/from 1 to 1000/)
    await fireEvent.click(screen.getByRole('radio', { name: 'minutes' }))
    await waitFor(() =>
      expect(fake.setup.settings).toMatchObject({ budgetItems: 0, budgetMinutes: 20 }),
    )
  })

  it('gets a shield that repeats, and takes it away again', async () => {
    await click('Shields')
    await click('Plan a shield')
    expect(screen.getByLabelText('From')).toHaveFocus()
    await fireEvent.input(screen.getByLabelText('From'), { target: { value: '22' } })
    await fireEvent.input(screen.getByLabelText('Until'), { target: { value: '1:30' } })
    await fireEvent.input(screen.getByLabelText('What it is for'), { target: { value: 'Night' } })
    await click('Add')
    await waitFor(() =>
      expect(bodies('POST /shields/rules')).toEqual([
        { at: '22:00', minutes: 210, days: 'weekdays', note: 'Night' },
      ]),
    )
    expect(await screen.findByText('22:00 – 01:30')).toBeInTheDocument()
    await click(/^22:00 – 01:30/)
    await fireEvent.click(screen.getByRole('switch', { name: /^22:00 – 01:30/ }))
    expect(await screen.findByText(/^Mon – Fri, off$/)).toBeInTheDocument()
    expect(bodies('POST /shields/rules/1/switch')).toEqual([{ on: false }])
    await click(/^Try with: 22:00/)
    await waitFor(() =>
      expect(bodies('POST /plan/try').at(-1)).toEqual({
        shields: { add: [{ at: '22:00', minutes: 210, days: 'weekdays', zone: '' }] },
      }),
    )
    await click(/Remove 22:00/)
    await waitFor(() => expect(fake.callsOf('DELETE /shields/rules/1')).toHaveLength(1))
  })

  it('gets a shield on one day, but not in the past', async () => {
    await click('Shields')
    await click('Plan a shield')
    await fireEvent.click(screen.getByRole('radio', { name: 'On one day' }))
    await click('Add') // at 10:00 today, and it is 12:18
    expect(await screen.findByText('This time has passed already.')).toBeInTheDocument()
    await fireEvent.input(screen.getByLabelText('Date'), { target: { value: '2026-03-30' } })
    await click('Add')
    await waitFor(() =>
      expect(bodies('POST /shields')).toEqual([
        { from: '2026-03-30T08:00:00.000Z', until: '2026-03-30T10:00:00.000Z', note: '' },
      ]),
    )
  })
})
