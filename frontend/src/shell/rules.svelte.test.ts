import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { aStatus, problem } from '../../test/fake'
import { bodies, click, desk, fake, start } from '../../test/stage'

describe('rules', () => {
  it('are tried before they are stored, and read as sentences', async () => {
    await start()
    await screen.findByText('Holding')
    desk.go('rules')
    await click('Mute')
    await click('New rule')
    await click('Save')
    expect(await screen.findByText('Fill in at least one of these.')).toBeInTheDocument()
    await fireEvent.input(screen.getByLabelText('Program'), { target: { value: 'Spotify' } })
    await click('Try')
    expect(await screen.findByText(/would have caught 2 of 9/)).toBeInTheDocument()
    expect(screen.getByText(/would have let 0 through at once and held 7/)).toBeInTheDocument()
    expect(screen.getByText('2 would have been muted:')).toBeInTheDocument()
    expect(screen.getByText('Build failed')).toBeInTheDocument()
    expect(screen.getByText(/Acme would have waited 4 h once, longer than its 3 h/)).toBeVisible()
    expect(bodies('POST /plan/try')).toEqual([
      { rules: { add: [{ kind: 'mute', match: { app: 'Spotify' } }] } },
    ])
    expect(bodies('POST /rules')).toEqual([])
    await click('Save')
    expect(await screen.findByText('Everything in Spotify is mute.')).toBeInTheDocument()
  })

  it('keep what is typed while another one is saved', async () => {
    await start()
    await screen.findByText('Holding')
    desk.go('rules')
    await click('Mute')
    await click('New rule')
    const field = screen.getByLabelText('Program')
    await fireEvent.input(field, { target: { value: 'Spotify' } })
    let answer: () => void = () => {}
    const stored = { id: 3, kind: 'mute', client: '', builtin: '', match: { app: 'Spotify' } }
    const waiting = new Promise<Response>((resolve) => {
      answer = () => resolve(Response.json({ ...stored, sentence: 'Spotify is muted.' }))
    })
    fake.next('POST /rules', () => waiting)
    await click('Save')
    await waitFor(() => expect(bodies('POST /rules')).toHaveLength(1))
    await fireEvent.input(field, { target: { value: 'Telegram' } })
    answer()
    expect(await screen.findByText('Saved. Z undoes it')).toBeInTheDocument()
    expect(field).toHaveValue('Telegram')
    await click('Save')
    await waitFor(() => expect(field).not.toBeInTheDocument())
  })

  it('are switched off and on, and tried as they are not', async () => {
    const rule = { kind: 'mute', client: '', builtin: '', match: { app: 'Slack' } }
    fake.setup.rules = [{ ...rule, id: 7, sentence: 'Everything in Slack is muted.' }]
    await start()
    await screen.findByText('Holding')
    desk.go('rules')
    await click('Mute')
    const turn = await screen.findByRole('switch', { name: 'Everything in Slack is muted.' })
    expect(turn).toBeChecked()
    expect(screen.queryByRole('button', { name: /^Try/ })).toBeNull() // rows are calm till opened
    await fireEvent.click(turn)
    await waitFor(() => expect(turn).not.toBeChecked())
    expect(await screen.findByText('Switched off. Z undoes it')).toBeInTheDocument()
    await click('Everything in Slack is muted.')
    await click(/^Try with:/)
    await waitFor(() =>
      expect(bodies('POST /plan/try')).toEqual([{ switch: [{ rule: 7, on: true }] }]),
    )
    await fireEvent.click(turn)
    await waitFor(() => expect(turn).toBeChecked())
    expect(bodies('POST /rules/7/switch')).toEqual([{ on: false }, { on: true }])
    expect(screen.queryByText(/would have let 0 through/)).toBeNull() // told of the other change
  })

  it('say what the core has against switching one that was proposed', async () => {
    const rule = { kind: 'breakthrough', client: '', builtin: 'alarms', match: {} }
    fake.setup.rules = [{ ...rule, id: 7, sentence: 'Alarms come through.' }]
    fake.next('POST /rules/7/switch', () => problem(409, 'conflict', 'Not now.'))
    await start()
    await screen.findByText('Holding')
    desk.go('rules')
    await click('Break-through')
    const turn = await screen.findByRole('switch', { name: 'Alarms come through.' })
    await fireEvent.click(turn)
    expect(await screen.findByText('Not now.')).toBeInTheDocument()
    expect(turn).toBeChecked()
  })

  it('name no other client behind a wall', async () => {
    const rule = { kind: 'mute', builtin: '', match: { app: 'Slack' } }
    fake.setup.rules = ['Acme', 'Heron'].map((client, i) => {
      return { ...rule, id: i, client, sentence: `Everything of ${client} in Slack is muted.` }
    })
    fake.status = aStatus({ client: 'Acme' })
    await start()
    await screen.findByText('Holding')
    desk.go('rules')
    await click('Mute')
    expect(await screen.findByText(/of Acme in Slack is muted/)).toBeInTheDocument()
    expect(screen.queryByText(/Heron/)).toBeNull()
  })
})
