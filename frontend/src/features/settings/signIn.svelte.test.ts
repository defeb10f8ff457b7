import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Source } from '../../api'
import { FakeCore, json, problem } from '../../../test/fake'
import { Accounts } from './accounts.svelte'
import AccountsSection from './AccountsSection.svelte'

let fake: FakeCore
let accounts: Accounts
let said: string[]
let opened: string[]

const now = Date.parse('2026-03-25T11:18:30Z')
const url = 'https://login.example.org/authorize?state=1'
const field = { help: '', example: '', default: '', required: false, choices: [] }
const inBrowser = { only: { choice: 'auth', values: ['there'] } }
const kind = {
  ...{ kind: 'mail', name: 'E-mail', sentence: 'Mail.', where: '', may: '', note: '', helpUrl: '' },
  ...{ hosts: [], writes: [], doneToo: false, oauth: true, watches: true, vanishes: true },
  ...{ least: 1, usual: 5 },
  form: [
    { ...field, key: 'address', type: 'text', label: 'E-mail address', required: true },
    {
      ...{ ...field, key: 'auth', type: 'choice', label: 'Sign in', default: 'password' },
      choices: [
        { value: 'password', label: 'with a password' },
        { value: 'there', label: 'there, in the browser', browser: true },
      ],
    },
    {
      ...{ ...field, key: 'password', type: 'secret', label: 'Password' },
      only: { choice: 'auth', values: ['password'] },
    },
    { ...field, ...inBrowser, key: 'client_id', type: 'text', label: 'Client id', required: true },
    { ...field, ...inBrowser, key: 'client_secret', type: 'secret', label: 'Client secret' },
  ],
}
const settings = { address: 'ana@example.org', auth: 'there', client_id: 'mine' }

function aSource(differences: Partial<Source> = {}): Source {
  return {
    ...{ id: 'mail-1', kind: 'mail', name: 'Post', client: '', account: true, settings },
    ...{ secretIn: 'keyring', minutes: 0, doneToo: false, paused: false, condition: 'needs_you' },
    ...{ code: 'sign_in', sentence: 'Post wants you to sign in again.', who: 'ana', busy: false },
    ...{ lastOk: null, nextAt: null, watching: false, importing: false, arrived: 9, filed: 0 },
    ...{ older: 0, skipped: 0, hosts: [], createdAt: '2026-03-20T00:00:00Z' },
    ...differences,
  }
}

async function show(...sources: Source[]) {
  fake.next('GET /sources', () => json({ sources, secrets: 'keyring' }))
  fake.next('GET /sources/kinds', () => json({ kinds: [kind] }))
  await accounts.load()
  render(AccountsSection, { accounts, zone: 'Europe/Berlin', now })
}

const button = (name: string | RegExp) => screen.getByRole('button', { name })
const at = '/sources/connect/c1'

function begins() {
  fake.next('POST /sources/connect', () =>
    json({ connection: 'c1', url, state: 'waiting', sentence: '' }),
  )
}
function answers(state: string, sentence = '') {
  fake.next(`GET ${at}`, () => json({ connection: 'c1', url: '', state, sentence }))
}
const aSecond = () => vi.advanceTimersByTimeAsync(1000)

beforeEach(() => {
  vi.useFakeTimers()
  fake = new FakeCore()
  said = []
  opened = []
  accounts = new Accounts(
    fake.core.sources,
    fake.core.setup,
    (text) => said.push(text),
    (page) => opened.push(page),
  )
})
afterEach(() => vi.useRealTimers())

describe('a new account that is connected in the browser', () => {
  async function fill() {
    await show()
    await fireEvent.click(button('Connect an account'))
    await fireEvent.click(button(/E-mail/))
    expect(screen.getByLabelText('Password')).toBeInTheDocument()
    expect(screen.queryByLabelText('Client id')).not.toBeInTheDocument()
    await fireEvent.change(screen.getByLabelText('Sign in'), { target: { value: 'there' } })
    expect(screen.queryByLabelText('Password')).not.toBeInTheDocument()
    await fireEvent.click(button('Sign in with the browser'))
    expect(screen.getByText('Fill in what is needed first.')).toBeInTheDocument()
    expect(opened).toEqual([])
    const values = {
      'E-mail address': settings.address,
      'Client id': 'mine',
      'Client secret': 's3',
    }
    for (const [label, value] of Object.entries(values))
      await fireEvent.input(screen.getByLabelText(label), { target: { value } })
  }

  async function signIn() {
    begins()
    await fireEvent.click(button('Sign in with the browser'))
    await vi.advanceTimersByTimeAsync(0)
  }

  it('opens the page, waits, says what would come, and is kept', async () => {
    await fill()
    await signIn()
    expect(opened).toEqual([url])
    expect(screen.getByRole('status')).toHaveTextContent('Waiting for your browser…')
    expect(button('Copy the address')).toHaveFocus()
    expect(screen.getByRole('link', { name: 'Open the page again' })).toHaveAttribute('href', url)
    answers('waiting')
    await aSecond()
    expect(screen.getByText('Waiting for your browser…')).toBeInTheDocument()
    answers('done')
    fake.next('POST /sources/try', () => json({ who: 'Ana', finds: ['12 mails in INBOX'] }))
    await aSecond()
    expect(screen.getByText('It works. There you are Ana.')).toBeInTheDocument()
    expect(screen.getByText('12 mails in INBOX')).toBeInTheDocument()
    expect(button('Connect')).toHaveFocus()
    await fireEvent.input(screen.getByLabelText('Name'), { target: { value: 'Post' } })
    fake.next('POST /sources', () => json(aSource({ condition: 'ok', code: '' })))
    await fireEvent.click(button('Connect'))
    await aSecond()
    expect(said).toEqual(['Connected: Post'])
    expect(fake.callsOf('POST /sources')[0]?.body).toEqual({
      ...{ kind: 'mail', settings, secrets: { client_secret: 's3' }, doneToo: false },
      ...{ client: 'none', name: 'Post', connection: 'c1' },
    })
    expect(fake.callsOf(`DELETE ${at}`)).toEqual([])
  })

  it('is called off with Cancel, and the core waits no longer', async () => {
    await fill()
    await signIn()
    await fireEvent.click(button('Cancel'))
    await aSecond()
    expect(screen.queryByText('Waiting for your browser…')).not.toBeInTheDocument()
    expect(fake.callsOf(`DELETE ${at}`)).toHaveLength(1)
    expect(fake.callsOf(`GET ${at}`)).toEqual([])
    expect(button('Sign in with the browser')).toHaveFocus()
    expect(screen.getByLabelText('Client secret')).toHaveValue('s3')
  })

  it('says why it did not work', async () => {
    await fill()
    await signIn()
    answers('failed', 'You did not agree, or the service did not.')
    await aSecond()
    expect(screen.getByText('You did not agree, or the service did not.')).toBeInTheDocument()
    expect(button('Sign in with the browser')).toBeEnabled()
    expect(fake.callsOf('POST /sources/try')).toEqual([])
  })

  it('signs in anew where the application is another one, or it took too long', async () => {
    await fill()
    await signIn()
    answers('done')
    fake.next('POST /sources/try', () => json({ who: 'Ana', finds: [] }))
    await aSecond()
    const id = screen.getByLabelText('Client id')
    await fireEvent.input(id, { target: { value: 'another' } })
    expect(screen.queryByRole('button', { name: 'Connect' })).not.toBeInTheDocument()
    await fireEvent.input(id, { target: { value: 'mine' } })
    fake.next('POST /sources', () => problem(404, 'not_found', 'Begin anew.'))
    await fireEvent.click(button('Connect'))
    await aSecond()
    expect(screen.getByText('Begin anew.')).toBeInTheDocument()
    expect(button('Sign in with the browser')).toBeInTheDocument()
  })

  it('is no longer awaited when its form is left', async () => {
    await fill()
    await signIn()
    await fireEvent.click(button('Back'))
    await aSecond()
    expect(fake.callsOf(`DELETE ${at}`)).toHaveLength(1)
  })
})

describe('an account whose sign-in is over', () => {
  it('signs in again from its row, with all else as it is', async () => {
    await show(aSource())
    begins()
    await fireEvent.click(button('Sign in again'))
    await vi.advanceTimersByTimeAsync(0)
    expect(opened).toEqual([url])
    expect(fake.callsOf('POST /sources/connect')[0]?.body).toMatchObject({
      ...{ kind: 'mail', source: 'mail-1', settings, secrets: {} },
    })
    answers('done')
    fake.next('PUT /sources/mail-1', () => json(aSource({ condition: 'ok', code: '' })))
    await aSecond()
    expect(said).toEqual(['Signed in again: Post'])
    expect(fake.callsOf('PUT /sources/mail-1')[0]?.body).toEqual({
      ...{ settings, secrets: {}, name: 'Post', client: 'none', minutes: 0, doneToo: false },
      connection: 'c1',
    })
  })

  it('says beside it what the browser’s answer was, and that the account stays as it is', async () => {
    await show(aSource())
    begins()
    await fireEvent.click(button('Sign in again'))
    answers('failed', 'The browser did not answer in time. Try it again.')
    await aSecond()
    expect(screen.getByText(/The browser did not answer in time/)).toBeInTheDocument()
    expect(fake.callsOf('PUT /sources/mail-1')).toEqual([])
    expect(button('Sign in again')).toBeEnabled()
  })

  it('has no such button where something else is the matter', async () => {
    await show(aSource({ code: 'auth_expired' }))
    expect(screen.queryByRole('button', { name: 'Sign in again' })).not.toBeInTheDocument()
  })

  it('signs in from its form, and is kept by Save', async () => {
    await show(aSource())
    await fireEvent.click(button('Change'))
    begins()
    await fireEvent.click(button('Sign in with the browser'))
    answers('done')
    await aSecond()
    expect(screen.getByText('Signed in. Save to keep it.')).toBeInTheDocument()
    fake.next('PUT /sources/mail-1', () => json(aSource({ condition: 'ok', code: '' })))
    await fireEvent.click(button('Save'))
    await aSecond()
    expect(fake.callsOf('PUT /sources/mail-1')[0]?.body).toMatchObject({ connection: 'c1' })
    expect(said).toEqual(['Changed: Post'])
  })
})
