import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { FakeEvents } from '../../test/fake'
import { bodies, click, desk, fake, start } from '../../test/stage'
import { aBroken } from '../../test/fakeSetup'

beforeEach(async () => {
  fake.setup.broken = [aBroken(), aBroken({ client: 'Heron' })]
  await start()
  await screen.findByText('Holding')
})

const asked = () => screen.findByRole('group', { name: 'This breaks a longest wait' })

describe('what breaks a longest wait is asked about before it is saved', () => {
  it('by days off: each client is named, with its ways out', async () => {
    desk.go('settings')
    await click('Hours')
    await fireEvent.input(await screen.findByLabelText('Add a day'), {
      target: { value: '2026-03-26' },
    })
    await click('Add')
    const question = within(await asked())
    expect(question.getByText(/^Acme would wait 5 h 30 min, from 13:00 to 18:30/)).toBeVisible()
    expect(question.getByText(/^Heron would wait/)).toBeVisible()
    expect(question.getAllByRole('radio', { name: /^Add a check-in/ })[0]).toBeChecked()
    expect(question.getAllByRole('radio', { name: /^Add a check-in/ })[0]).toHaveFocus()
    expect(bodies('PUT /settings')).toEqual([])
    expect(bodies('POST /plan/check')).toMatchObject([{ hours: { off: ['2026-03-26'] } }])
    const heron = within(question.getByRole('radiogroup', { name: 'What to do about Heron' }))
    await fireEvent.click(heron.getByRole('radio', { name: /^Accept a longest wait of 5 h 30/ }))
    await fireEvent.click(question.getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(bodies('PUT /settings')).toMatchObject([
        {
          hours: { off: ['2026-03-26'] },
          mend: [
            { client: 'Acme', way: 'check-ins' },
            { client: 'Heron', way: 'longer' },
          ],
        },
      ]),
    )
    await waitFor(() => expect(screen.queryByRole('group', { name: /^This breaks/ })).toBeNull())
  })

  it('by days off: what is left is as it was', async () => {
    desk.go('settings')
    await click('Hours')
    await fireEvent.input(await screen.findByLabelText('Add a day'), {
      target: { value: '2026-03-26' },
    })
    await click('Add')
    await asked()
    expect(screen.getByText(/26 Mar/)).toBeInTheDocument()
    FakeEvents.last.say('gate') // what comes from the core meanwhile changes nothing
    await fireEvent.keyDown(await asked(), { key: 'Escape' })
    await waitFor(() => expect(screen.queryByText(/26 Mar/)).toBeNull())
    expect(bodies('PUT /settings')).toEqual([])
  })

  it('by days off: behind a wall nobody else is asked about', async () => {
    desk.go('settings')
    await click('Hours')
    await fireEvent.input(await screen.findByLabelText('Add a day'), {
      target: { value: '2026-03-26' },
    })
    await click('Add')
    expect(within(await asked()).getByText(/^Heron would wait/)).toBeVisible()
    fake.status = { ...fake.status, client: 'Acme' }
    FakeEvents.last.say('gate')
    await waitFor(() => expect(screen.queryByText(/Heron/)).toBeNull())
    expect(screen.queryByRole('group', { name: /^This breaks/ })).toBeNull()
    expect(bodies('PUT /settings')).toEqual([])
  })

  it('by switching a check-in off, and taking it away', async () => {
    fake.setup.checkIns = [{ id: 5, at: '13:00', days: 'weekdays', client: '', once: '', zone: '' }]
    desk.go('rules')
    const turn = await screen.findByRole('switch', { name: /^13:00/ })
    turn.focus()
    await fireEvent.click(turn)
    await fireEvent.click(within(await asked()).getByRole('button', { name: 'Cancel' }))
    expect(turn).toBeChecked()
    await waitFor(() => expect(turn).toHaveFocus())
    expect(bodies('POST /checkins/5/switch')).toEqual([])
    await click(/^13:00/)
    await click(/^Remove 13:00/)
    await fireEvent.click(within(await asked()).getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(bodies('DELETE /checkins/5')).toMatchObject([{ mend: [{ client: 'Acme' }, {}] }]),
    )
  })
})
