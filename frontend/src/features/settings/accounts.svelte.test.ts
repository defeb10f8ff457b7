import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Source } from '../../api'
import { FakeCore, json, problem } from '../../../test/fake'
import { Accounts } from './accounts.svelte'
import AccountsSection from './AccountsSection.svelte'

let fake: FakeCore
let accounts: Accounts
let said: string[]

const now = Date.parse('2026-03-25T11:18:30Z')
const field = { help: '', example: '', default: '', required: true, choices: [] }
const kind = {
  ...{ kind: 'github', name: 'GitHub', sentence: 'Reviews.', where: 'A token.', may: '', note: '' },
  ...{ helpUrl: '', hosts: ['{address}'], writes: [], doneToo: true, oauth: false },
  ...{ watches: false, vanishes: true, least: 1, usual: 2 },
  form: [
    { ...field, key: 'address', type: 'address', label: 'Address', default: 'api.github.com' },
    { ...field, key: 'token', type: 'secret', label: 'Token' },
  ],
}

function aSource(differences: Partial<Source> = {}): Source {
  return {
    ...{ id: 'github-1', kind: 'github', name: 'corvid-labs', client: 'Acme', account: true },
    ...{ settings: { address: 'api.github.com' }, secretIn: 'keyring', minutes: 0, doneToo: false },
    ...{ paused: false, condition: 'ok', code: '', sentence: '', who: 'octo', busy: false },
    ...{ lastOk: '2026-03-25T11:17:00Z', nextAt: null, watching: false, importing: false },
    ...{
      arrived: 9,
      filed: 0,
      older: 0,
      skipped: 0,
      hosts: ['api.github.com'],
      createdAt: '2026-03-20T00:00:00Z',
    },
    ...differences,
  }
}

async function show(...sources: Source[]) {
  fake.next('GET /sources', () => json({ sources, secrets: 'keyring' }))
  fake.next('GET /sources/kinds', () => json({ kinds: [kind] }))
  await accounts.load()
  render(AccountsSection, { accounts, zone: 'Europe/Berlin', now })
}

beforeEach(() => {
  fake = new FakeCore()
  said = []
  accounts = new Accounts(
    fake.core.sources,
    fake.core.setup,
    (text) => said.push(text),
    () => undefined,
  )
})

describe('an account', () => {
  it('that needs the user stands first and open, with what helps', async () => {
    const sentence = 'GitHub refuses the token. Make a new one.'
    await show(
      aSource(),
      aSource({ id: 'github-2', name: 'other', condition: 'needs_you', sentence }),
    )
    const [first] = screen.getAllByRole('listitem')
    expect(screen.getByText(sentence)).toBeInTheDocument()
    expect(screen.getByRole('button', { name: /GitHub, other.*Needs you/ })).toHaveAttribute(
      'aria-expanded',
      'true',
    )
    expect(
      screen.getByRole('button', { name: /corvid-labs.*last heard 12:17.*OK/ }),
    ).toHaveAttribute('aria-expanded', 'false')
    expect(first).toHaveTextContent('other')
  })

  it('says what it talks to, and is removed only after saying what stays', async () => {
    await show(aSource())
    await fireEvent.click(screen.getByRole('button', { name: /corvid-labs/ }))
    expect(screen.getByText('Talks to api.github.com, and to nothing else')).toBeInTheDocument()
    await fireEvent.click(screen.getByRole('button', { name: 'Remove' }))
    expect(screen.getByRole('button', { name: 'Keep it' })).toHaveFocus()
    expect(fake.callsOf('DELETE /sources/github-1')).toEqual([])
    fake.next('DELETE /sources/github-1', () =>
      json({ arrivals: 9, open: 2, sentence: 'What it brought stays.' }),
    )
    await fireEvent.click(screen.getByRole('button', { name: 'Remove' }))
    await waitFor(() => expect(said).toEqual(['What it brought stays.']))
  })

  it('tells what a check found', async () => {
    await show(aSource())
    await fireEvent.click(screen.getByRole('button', { name: /corvid-labs/ }))
    fake.next('POST /sources/github-1/check', () => json({ who: 'octo', finds: ['3 reviews'] }))
    await fireEvent.click(screen.getByRole('button', { name: 'Check now' }))
    expect(await screen.findByText('3 reviews')).toBeInTheDocument()
  })
})

describe('an account that changes', () => {
  const button = (name: string | RegExp) => screen.getByRole('button', { name })

  it('shows what it is, keeps a secret that is left empty, and stays open at a refusal', async () => {
    await show(aSource({ settings: { address: 'api.github.com', scope: 'mine' }, minutes: 5 }))
    await fireEvent.click(button(/corvid-labs/))
    await fireEvent.click(button('Change'))
    const address = screen.getByLabelText('Address')
    await waitFor(() => expect(address).toHaveFocus())
    expect(address).toHaveValue('api.github.com')
    expect(screen.getByLabelText('Token')).toHaveValue('')
    expect(screen.getByLabelText('Token')).toHaveAttribute(
      'placeholder',
      expect.stringMatching(/Kept/),
    )
    await fireEvent.input(address, { target: { value: 'git.example.org' } })
    fake.next('PUT /sources/github-1', () =>
      problem(403, 'denied', 'The key store is locked. Or enter the password anew.'),
    )
    await fireEvent.click(button('Save'))
    expect(await screen.findByText(/The key store is locked/)).toBeInTheDocument()
    expect(address).toHaveValue('git.example.org')
    fake.next('PUT /sources/github-1', () => json(aSource()))
    await fireEvent.click(button('Save'))
    await waitFor(() => expect(said).toEqual(['Changed: corvid-labs']))
    expect(fake.callsOf('PUT /sources/github-1').at(-1)?.body).toEqual({
      ...{ name: 'corvid-labs', client: 'Acme', minutes: 5, doneToo: false, secrets: {} },
      settings: { address: 'git.example.org', scope: 'mine' },
    })
  })

  it('is left as it is by Cancel, and the focus goes back', async () => {
    await show(aSource())
    await fireEvent.click(button(/corvid-labs/))
    await fireEvent.click(button('Change'))
    await fireEvent.click(button('Cancel'))
    await waitFor(() => expect(button('Change')).toHaveFocus())
    expect(fake.callsOf('PUT /sources/github-1')).toEqual([])
  })
})

describe('a first import', () => {
  it('says how far it is, and is stopped for good', async () => {
    await show(aSource({ importing: true, arrived: 40, filed: 3, older: 900 }))
    await fireEvent.click(screen.getByRole('button', { name: /first import, 40 so far/ }))
    expect(screen.getByRole('progressbar')).toBeInTheDocument()
    fake.next('POST /sources/github-1/cancel-import', () => json(aSource()))
    await fireEvent.click(screen.getByRole('button', { name: 'Stop the import' }))
    await waitFor(() => expect(said).toEqual(['What came stays. The rest is left where it is.']))
  })
})

describe('a new account', () => {
  it('is drawn from its kind, tried, and connected; its secret goes apart', async () => {
    await show()
    await fireEvent.click(screen.getByRole('button', { name: 'Connect an account' }))
    await fireEvent.click(screen.getByRole('button', { name: /GitHub/ }))
    await fireEvent.click(screen.getByRole('button', { name: 'Check now' }))
    expect(screen.getByText('Fill in what is needed first.')).toBeInTheDocument()
    expect(screen.getByLabelText('Token')).toBeInvalid()
    await fireEvent.input(screen.getByLabelText('Token'), { target: { value: 'ghp_1' } })
    fake.next('POST /sources/try', () => problem(401, 'denied', 'GitHub refuses the token.'))
    await fireEvent.click(screen.getByRole('button', { name: 'Check now' }))
    expect(await screen.findByText('GitHub refuses the token.')).toBeInTheDocument()
    expect(screen.getByLabelText('Token')).toHaveValue('ghp_1')
    fake.next('POST /sources', () => json(aSource()))
    await fireEvent.click(screen.getByRole('button', { name: 'Connect' }))
    await waitFor(() => expect(said).toEqual(['Connected: corvid-labs']))
    expect(fake.callsOf('POST /sources')[0]?.body).toEqual({
      kind: 'github',
      settings: { address: 'api.github.com' },
      secrets: { token: 'ghp_1' },
      doneToo: false,
      client: 'none',
    })
  })
})
