import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { begun } from '../../test/begun'
import { aStatus, FakeCore, FakeEvents, json, problem } from '../../test/fake'
import { Desk } from './desk.svelte'

let fake: FakeCore

beforeEach(() => {
  FakeEvents.all.length = 0
  fake = new FakeCore()
})

async function open(section: string, gate = 'Holding'): Promise<void> {
  const desk = new Desk(fake.core, FakeEvents.open)
  await begun(desk)
  FakeEvents.last.say('hello', { version: '1.0.0' })
  await screen.findByText(gate)
  desk.go('settings')
  await fireEvent.click(await screen.findByRole('button', { name: section }))
}

describe('this computer', () => {
  it('starts Sluice, or says why it cannot', async () => {
    await open('This computer')
    const start = await screen.findByRole('switch', { name: 'Start when I sign in' })
    await fireEvent.click(start)
    await waitFor(() => expect(start).toBeChecked())
    expect(fake.setup.autostart.on).toBe(true)
    fake.next('PUT /autostart', () => problem(409, 'unsupported', 'In a Flatpak it cannot.'))
    await fireEvent.click(start)
    expect(await screen.findByText('In a Flatpak it cannot.')).toBeInTheDocument()
    expect(start).toBeChecked()
  })

  it('takes a shortcut, and says it where the desktop takes none', async () => {
    const sentence = 'The shortcuts do not work: the desktop does not take them.'
    fake.status = aStatus({ trouble: [{ code: 'shortcuts_unsupported', sentence }] })
    await open('This computer')
    const field = await screen.findByLabelText('Note something')
    await fireEvent.change(field, { target: { value: 'Ctrl+Alt+N' } })
    await waitFor(() => expect(fake.setup.settings.captureKey).toBe('Ctrl+Alt+N'))
    expect(screen.getAllByText(sentence)).toHaveLength(2) // above the screen, and here
    fake.next('PUT /settings', () => problem(422, 'invalid', 'It would take a key away.'))
    await fireEvent.change(field, { target: { value: 'N' } })
    await waitFor(() =>
      expect(field).toHaveAccessibleDescription(
        expect.stringContaining('It would take a key away.'),
      ),
    )
  })

  it('asks for newer versions only when told to', async () => {
    await open('This computer')
    expect(fake.setup.settings.updates).toBe(false)
    await fireEvent.click(await screen.findByRole('switch', { name: 'Say when there is one' }))
    await waitFor(() => expect(fake.setup.settings.updates).toBe(true))
  })
})

describe('a system that cannot be silenced', () => {
  it('has its settings opened from here, or says that they cannot be', async () => {
    const silenceNote = 'Windows does not let Sluice switch Do Not Disturb.'
    fake.status = aStatus({ silence: 'impossible', silenceNote, pages: ['notifications'] })
    await open('Do Not Disturb', 'Collecting, not silencing')
    fake.next('POST /system/pages/notifications', () => json({ page: 'notifications' }))
    await fireEvent.click(await screen.findByRole('button', { name: 'Open the system’s settings' }))
    await waitFor(() => expect(fake.callsOf('POST /system/pages/notifications')).toHaveLength(1))
    expect(screen.queryByText(/Sluice Focus/)).toBeNull()
    const sentence = 'The system’s settings cannot be opened from here.'
    fake.next('POST /system/pages/notifications', () => problem(501, 'unsupported', sentence))
    await fireEvent.click(screen.getByRole('button', { name: 'Open the system’s settings' }))
    expect(await screen.findByText(sentence)).toBeInTheDocument()
  })

  it('is shown step by step how to make the Shortcut that macOS wants', async () => {
    fake.status = aStatus({ silence: 'impossible', pages: ['shortcuts', 'notifications'] })
    await open('Do Not Disturb', 'Collecting, not silencing')
    expect(await screen.findByText('Sluice Focus')).toBeInTheDocument()
    fake.next('POST /system/pages/shortcuts', () => json({ page: 'shortcuts' }))
    await fireEvent.click(screen.getByRole('button', { name: 'Make a Shortcut' }))
    await waitFor(() => expect(fake.callsOf('POST /system/pages/shortcuts')).toHaveLength(1))
  })

  it('offers the page where its notifications can be allowed', async () => {
    const sentence = 'Windows keeps other programs’ notifications from Sluice.'
    const trouble = [{ code: 'listener_denied', sentence, page: 'access' as const }]
    fake.status = aStatus({ trouble })
    await open('Accounts')
    fake.next('POST /system/pages/access', () => json({ page: 'access' }))
    await fireEvent.click(screen.getByRole('button', { name: 'Allow it in the settings' }))
    await waitFor(() => expect(fake.callsOf('POST /system/pages/access')).toHaveLength(1))
  })
})

describe('privacy', () => {
  it('tells that nobody is talked to where nothing is connected', async () => {
    await open('Privacy')
    expect(await screen.findByText(/^Nobody is talked to/)).toBeInTheDocument()
  })

  it('tells for each account with whom it talks and what it may write', async () => {
    const settings = { address: 'git.acme.test' }
    const source = {
      ...{ id: 'forge-1', kind: 'forge', name: 'Acme’s forge', account: true, settings },
      hosts: ['git.acme.test'], // of those that its kind may reach
    }
    const kind = { kind: 'forge', name: 'Forge', hosts: ['{address}'], writes: ['read', 'reply'] }
    const connected = () => json({ sources: [source], secrets: 'keyring' })
    for (let i = 0; i < 4; i++) {
      fake.next('GET /sources', connected)
      fake.next('GET /sources/kinds', () => json({ kinds: [kind] }))
    }
    await open('Privacy')
    expect(await screen.findByText('Talks to git.acme.test.')).toBeInTheDocument()
    expect(
      screen.getByText('Writes only what you do here: mark as read, answers.'),
    ).toBeInTheDocument()
    expect(screen.getByText(/^Nobody else is talked to/)).toBeInTheDocument()
  })
})
