import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { aStatus, problem } from '../../test/fake'
import { bodies, click, desk, fake, start } from '../../test/stage'

async function opened() {
  await start()
  await screen.findByText('Holding')
  desk.go('settings')
  await click('Desktop capture')
}

describe('desktop capture', () => {
  it('says which programs were seen, and makes rules of what is chosen for them', async () => {
    const last = '2026-03-25T09:00:00Z'
    fake.setup.apps = [
      { app: 'Slack', n: 12, muted: 0, last },
      { app: '', n: 1, muted: 0, last },
    ]
    await opened()
    expect(await screen.findByText('Notifications are seen')).toBeInTheDocument()
    expect(screen.getByText('12, last 10:00')).toBeInTheDocument()
    expect(screen.getAllByRole('combobox')).toHaveLength(1) // none for what has no name
    const given = screen.getByRole('combobox', { name: 'To which client Slack goes' })
    const match = { source: 'desktop', app: 'Slack' }
    await fireEvent.change(given, { target: { value: 'Acme' } })
    await waitFor(() =>
      expect(fake.setup.rules).toMatchObject([{ kind: 'route', client: 'Acme', match }]),
    )
    await waitFor(() => expect(given).toHaveValue('Acme'))
    await fireEvent.change(given, { target: { value: 'Birchwood' } })
    await waitFor(() => expect(fake.setup.rules).toMatchObject([{ client: 'Birchwood', match }]))
    await fireEvent.click(screen.getByRole('switch', { name: 'Mute Slack' }))
    await fireEvent.click(screen.getByRole('switch', { name: 'Never store the text of Slack' }))
    await waitFor(() =>
      expect(fake.setup.rules.map(({ kind }) => kind)).toEqual(['route', 'mute', 'private']),
    )
    await waitFor(() => expect(screen.getByRole('switch', { name: 'Mute Slack' })).toBeChecked())
    await fireEvent.click(screen.getByRole('switch', { name: 'Mute Slack' }))
    await fireEvent.change(given, { target: { value: '' } })
    await waitFor(() => expect(fake.setup.rules.map(({ kind }) => kind)).toEqual(['private']))
  })

  it('keeps to a rule of the user’s for a program, and leaves those alone that ask for more', async () => {
    fake.setup.apps = [{ app: 'slack', n: 2, muted: 2, last: '2026-03-25T09:00:00Z' }]
    const rest = { kind: 'route', client: 'Acme', builtin: '' }
    fake.setup.rules = [
      { ...rest, id: 11, match: { app: 'Slack', from: 'Ana' } },
      { ...rest, id: 12, match: { app: 'Slack' } },
    ]
    await opened()
    const given = await screen.findByRole('combobox', { name: 'To which client slack goes' })
    await waitFor(() => expect(given).toHaveValue('Acme'))
    await fireEvent.change(given, { target: { value: 'Birchwood' } })
    await waitFor(() => expect(fake.setup.rules.map(({ id }) => id)).toContain(11))
    await waitFor(() => expect(fake.setup.rules.map(({ id }) => id)).not.toContain(12))
    expect(bodies('POST /rules')).toEqual([
      { kind: 'route', client: 'Birchwood', match: { app: 'Slack' }, instead: [12] },
    ])
    expect(fake.callsOf('DELETE /rules/12')).toHaveLength(0) // one act, for undo
    fake.next('POST /rules', () => problem(409, 'conflict', 'Not now.'))
    await fireEvent.change(given, { target: { value: 'Acme' } })
    expect(await screen.findByText('Not now.')).toBeInTheDocument()
    await waitFor(() => expect(given).toHaveValue('Birchwood'))
  })

  it('mutes a program for the client alone that is worked for', async () => {
    fake.status = aStatus({ client: 'Acme' })
    fake.setup.apps = [{ app: 'Slack', n: 2, muted: 0, last: '2026-03-25T09:00:00Z' }]
    await opened()
    await fireEvent.click(await screen.findByRole('switch', { name: 'Mute Slack' }))
    await waitFor(() => expect(fake.setup.rules).toMatchObject([{ kind: 'mute', client: 'Acme' }]))
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
      'By rules',
      'Acme',
    ])
  })

  it('says what keeps notifications from being seen, with the way there', async () => {
    fake.setup.capture = {
      ...{ state: 'needs_you', where: 'database', code: 'disk_access', page: 'access' },
      sentence: 'macOS keeps them from Sluice.',
    }
    await opened()
    expect(await screen.findByText('macOS keeps them from Sluice.')).toBeInTheDocument()
    expect(screen.getByText('Needs you')).toBeInTheDocument()
    await click('Allow it in the settings')
    await waitFor(() => expect(fake.callsOf('POST /system/pages/access')).toHaveLength(1))
  })
})
