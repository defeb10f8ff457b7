import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { json, problem } from '../../test/fake'
import { bodies, click, desk, fake, start } from '../../test/stage'

async function openAcme() {
  await screen.findByRole('heading', { name: 'Clients' })
  const main = within(screen.getByRole('main'))
  await fireEvent.click(await main.findByRole('button', { name: /Acme/ }))
}

describe('a client', () => {
  const breach = {
    from: '2026-03-25T08:30:00Z',
    until: '2026-03-25T12:00:00Z',
    addAt: '2026-03-25T11:30:00Z',
    sentence: '',
    holdsMinutes: 210,
    checkIns: [
      { at: '12:30', days: 'weekdays', own: false },
      { at: '16:00', days: 'weekdays', own: false },
    ],
    shields: [],
  }

  // Opens Acme with a longest wait that breaks the plan.
  async function breaking(told: object) {
    fake.setup.checkIns = [checkIn(1, '09:30'), checkIn(2, '13:00'), checkIn(3, '16:30')]
    fake.next('POST /clients/check', () => json({ client: {}, breach: told }))
    await start()
    await screen.findByText('Holding')
    desk.go('clients')
    await openAcme()
    await fireEvent.input(await screen.findByLabelText('Longest wait'), {
      target: { value: '3 h' },
    })
    await screen.findByText(/your plan leaves a wait of 3 h 30 min/)
    expect(bodies('POST /clients')).toEqual([])
  }

  it('has its longest wait checked before it is stored, with check-ins that mend the plan', async () => {
    await breaking(breach)
    const add = screen.getByRole('radio', { name: /^Add check-ins, for all clients/ })
    expect(add).toBeChecked()
    expect(add).toHaveAccessibleName(/12:30 and 16:00, Mon – Fri/)
    await click(/^Save/)
    await waitFor(() =>
      expect(bodies('POST /clients')).toMatchObject([
        { longestWaitMinutes: 180, mend: 'check-ins' },
      ]),
    )
    expect(await screen.findByText('The plan keeps a longest wait of 3 h.')).toBeInTheDocument()
  })

  it('may wait for longer instead, or be left to an extra check-in', async () => {
    await breaking(breach)
    await fireEvent.click(screen.getByRole('radio', { name: /^Keep the plan/ }))
    await fireEvent.click(screen.getByRole('radio', { name: /longest wait of 3 h 30 min/ }))
    await click(/^Save/)
    await waitFor(() => expect(bodies('POST /clients')).toHaveLength(1))
    expect(bodies('POST /clients')).toMatchObject([{ longestWaitMinutes: 210 }])
    expect(bodies('POST /clients')[0]).not.toHaveProperty('mend')
  })

  it('names the shield that is at fault, and ends it earlier', async () => {
    const shield = {
      ...{ from: '2026-03-25T11:00:00Z', until: '2026-03-25T13:00:00Z' },
      ...{ end: '2026-03-25T11:30:00Z', note: 'Report', always: true },
    }
    await breaking({ ...breach, checkIns: [], shields: [shield] })
    const row = screen.getByRole('radio', { name: /^End deep work earlier/ })
    expect(row).toHaveAccessibleName(/“Report” on all its days: at 12:30 instead of 14:00/)
    expect(screen.queryByRole('radio', { name: /^Add/ })).toBeNull()
    await click(/^Save/)
    await waitFor(() => expect(bodies('POST /clients')).toMatchObject([{ mend: 'shields' }]))
  })

  it('keeps what was agreed when something else is changed', async () => {
    fake.clients = [
      {
        ...{ id: 1, name: 'Acme', number: 1, colour: 1, promisedMinutes: 480 },
        ...{ rate: { minor: 7850, currency: 'EUR', text: '' }, responsePromise: 'within a day' },
      },
    ]
    await start()
    await screen.findByText('Holding')
    desk.go('clients')
    await openAcme()
    expect(await screen.findByLabelText('Rate')).toHaveValue('78.5')
    await fireEvent.input(screen.getByLabelText('Opens with'), { target: { value: 'firefox' } })
    await fireEvent.click(await screen.findByRole('button', { name: 'Use this text' }))
    await click(/^Save/)
    await waitFor(() =>
      expect(bodies('POST /clients')).toMatchObject([
        {
          ...{ openWith: 'firefox', promisedMinutes: 480 },
          ...{
            rate: { minor: 7850, currency: 'EUR' },
            responsePromise: 'I read messages at 9:30.',
          },
        },
      ]),
    )
  })

  it('begins like one of its sort, with check-ins of its own', async () => {
    await start()
    await screen.findByText('Holding')
    desk.go('clients')
    await click('New client')
    await click(/^Retainer/)
    expect(screen.getByLabelText('Longest wait')).toHaveValue('4 h')
    await fireEvent.input(screen.getByLabelText('Name'), { target: { value: 'Heron' } })
    await click(/^Save/)
    await waitFor(() =>
      expect(bodies('POST /clients')).toMatchObject([
        { name: 'Heron', longestWaitMinutes: 240, promisedMinutes: 480 },
      ]),
    )
    await waitFor(() =>
      expect(bodies('POST /checkins')).toEqual([
        { at: '11:00', days: 'weekdays', client: 'Heron' },
      ]),
    )
  })

  it('says which check-ins of its sort could not be kept, once it is stored itself', async () => {
    await start()
    await screen.findByText('Holding')
    desk.go('clients')
    await click('New client')
    await click(/^Retainer/)
    await fireEvent.input(screen.getByLabelText('Name'), { target: { value: 'Heron' } })
    fake.next('POST /checkins', () => problem(507, 'disk-full', 'The disk is full.'))
    await click(/^Save/)
    expect(
      await screen.findByText(/not its check-ins at 11:00: The disk is full/),
    ).toBeInTheDocument()
    expect(bodies('POST /clients')).toHaveLength(1)
  })

  it('is removed only after saying what stays', async () => {
    await start()
    await screen.findByText('Holding')
    desk.go('clients')
    await openAcme()
    await click('Remove this client')
    expect(screen.getByText(/Its items stay/)).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Keep it' })).toHaveFocus()
    await click('Remove this client')
    await waitFor(() => expect(fake.callsOf('DELETE /clients/1')).toHaveLength(1))
  })
})

describe('what is written down for a client', () => {
  async function open() {
    await start()
    await screen.findByText('Holding')
    desk.go('clients')
    await openAcme()
    await screen.findByRole('heading', { name: /Decisions/ })
  }
  const group = (name: string) => within(screen.getByRole('group', { name }))

  it('is written on its page, also while the client is changed', async () => {
    await open()
    await click('Write down: Decision')
    const text = group('Decision').getByRole('textbox')
    expect(text).toHaveFocus()
    await fireEvent.keyDown(text, { key: 'Enter', ctrlKey: true })
    expect(text).toHaveAccessibleDescription('Write something first.')
    await fireEvent.input(text, { target: { value: 'No new checkout before May' } })
    await fireEvent.input(screen.getByLabelText('Opens with'), { target: { value: 'firefox' } })
    await fireEvent.keyDown(text, { key: 'Enter', ctrlKey: true })
    await waitFor(() =>
      expect(bodies('POST /records')).toEqual([
        { kind: 'decision', client: 'Acme', text: 'No new checkout before May' },
      ]),
    )
    expect(await screen.findByText('No new checkout before May')).toBeInTheDocument()
    expect(bodies('POST /clients')).toEqual([])
  })

  it('stays while another client is looked at', async () => {
    await open()
    await click('Write down: Note')
    await fireEvent.input(group('Note').getByRole('textbox'), { target: { value: 'Half a' } })
    await fireEvent.click(
      within(screen.getByRole('main')).getByRole('button', { name: /All clients/ }),
    )
    await openAcme()
    await waitFor(() => expect(group('Note').getByRole('textbox')).toHaveValue('Half a'))
  })

  it('names on whom a blocker waits, and is resolved, changed and removed', async () => {
    await open()
    await click('Write down: Blocker')
    const editor = group('Blocker')
    await fireEvent.input(editor.getByRole('textbox', { name: /What is to be/ }), {
      target: { value: 'The ISBN' },
    })
    await fireEvent.input(editor.getByLabelText('On whom'), { target: { value: 'Lena' } })
    await fireEvent.keyDown(editor.getByLabelText('On whom'), { key: 'Enter' })
    await waitFor(() =>
      expect(bodies('POST /records')).toEqual([
        { kind: 'blocker', client: 'Acme', text: 'The ISBN', on: 'Lena' },
      ]),
    )
    await click('Resolved: The ISBN')
    await waitFor(() => expect(bodies('PUT /records/1')).toEqual([{ resolved: true }]))
    await click('Edit: The ISBN')
    await fireEvent.input(group('Blocker').getByRole('textbox', { name: /What is to be/ }), {
      target: { value: 'The ISBN of the cover' },
    })
    await fireEvent.click(group('Blocker').getByRole('button', { name: /^Save/ }))
    await waitFor(() =>
      expect(bodies('PUT /records/1').at(-1)).toEqual({
        text: 'The ISBN of the cover',
        on: 'Lena',
      }),
    )
    await click('Remove: The ISBN')
    await waitFor(() => expect(fake.callsOf('DELETE /records/1')).toHaveLength(1))
  })
})

function checkIn(id: number, at: string) {
  return { id, at, days: 'weekdays', client: '', once: '', zone: '' }
}
