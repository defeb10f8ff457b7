import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ItemDetail, Write } from '../api'
import { begun } from '../../test/begun'
import { anItem, FakeCore, FakeEvents, json, problem } from '../../test/fake'
import { Drafts } from '../items/drafts.svelte'
import { Desk } from './desk.svelte'

let fake: FakeCore
let detail: ItemDetail

function aWrite(differences: Partial<Write> = {}): Write {
  return {
    ...{ id: 3, source: 'slack-1', item: 1, verb: 'reply', text: 'Split.', state: 'waiting' },
    ...{ code: '', sentence: '', tries: 0, createdAt: '2026-03-25T11:18:00Z' },
    ...{ dueAt: '2026-03-25T11:18:10Z', sentAt: null },
    ...differences,
  }
}

/** Shows the queue with one item, of which the core tells what `detail` says. */
async function shown(): Promise<Desk> {
  const ask = fake.core.item.bind(fake.core)
  vi.spyOn(fake.core, 'item').mockImplementation(async (id) => {
    await ask(id)
    return detail
  })
  const desk = new Desk(fake.core, FakeEvents.open)
  await begun(desk)
  await screen.findByRole('option')
  return desk
}

beforeEach(() => {
  localStorage.clear()
  fake = new FakeCore([anItem(1, { url: 'https://example.org/1' })])
  const can: ItemDetail['can'] = [{ verb: 'reply', account: 'corvid' }]
  detail = { ...anItem(1), thread: [], can, writes: [] }
})

describe('a reply', () => {
  it('is kept as it is typed, sent, and the field is empty again', async () => {
    const desk = await shown()
    const field = await screen.findByRole('textbox', { name: 'Reply to Noor' })
    await fireEvent.input(field, { target: { value: 'Split.' } })
    expect(new Drafts().of(anItem(1))).toBe('Split.')
    expect(new Drafts().of(anItem(1, { firstAt: '2020-01-01T00:00:00Z' }))).toBe('')
    fake.next('POST /items/1/reply', () => json({ act: { id: 1, sentence: 'Answered' } }))
    detail = { ...detail, writes: [aWrite()] }
    await fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true })
    await screen.findByText('On its way, Z takes it back')
    expect(fake.callsOf('POST /items/1/reply')[0]?.body).toEqual({ text: 'Split.' })
    expect(field).toHaveValue('')
    expect(new Drafts().of(anItem(1))).toBe('')
    expect(await screen.findByRole('article', { name: 'Reply' })).toHaveTextContent(
      'Waits a moment',
    )
    expect(desk.elsewhere.wrong).toBe('')
  })

  it('that is refused stays, with the sentence', async () => {
    await shown()
    const field = await screen.findByRole('textbox', { name: 'Reply to Noor' })
    await fireEvent.input(field, { target: { value: 'Split.' } })
    fake.next('POST /items/1/reply', () => problem(422, 'invalid', 'An answer needs words.'))
    await fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true })
    expect(await screen.findByRole('alert')).toHaveTextContent('An answer needs words.')
    expect(field).toHaveValue('Split.')
  })

  it('takes the focus by r, and Escape in it ends nothing but the writing', async () => {
    const desk = await shown()
    const field = await screen.findByRole('textbox', { name: 'Reply to Noor' })
    await fireEvent.keyDown(document.body, { key: 'r', code: 'KeyR' })
    await waitFor(() => expect(field).toHaveFocus())
    await fireEvent.keyDown(field, { key: 'Escape' })
    expect(field).not.toHaveFocus()
    expect(desk.reading).toBe(true)
  })

  it('is not offered where the source cannot, nor during a call', async () => {
    detail = { ...detail, can: [{ verb: 'done', account: 'corvid' }] }
    const desk = await shown()
    await waitFor(() => expect(desk.thread.detailOf(anItem(1))).not.toBeNull())
    expect(screen.queryByRole('textbox')).toBeNull()
    detail = { ...detail, can: [{ verb: 'reply', account: 'corvid' }] }
    fake.status = { ...fake.status, callUntil: '2026-03-25T12:18:30Z' }
    FakeEvents.last.say('gate')
    FakeEvents.last.say('outbox')
    await waitFor(() => expect(desk.thread.detailOf(anItem(1))?.can[0]?.verb).toBe('reply'))
    expect(screen.queryByRole('textbox')).toBeNull()
  })

  it('that failed says why, and is sent again; one that was taken back is written on', async () => {
    const sentence = 'Slack refuses the token. Make a new one.'
    detail = { ...detail, writes: [aWrite({ state: 'failed', sentence })] }
    await shown()
    expect(await screen.findByText(sentence)).toBeInTheDocument()
    fake.next('POST /outbox/3/retry', () => json(aWrite()))
    detail = { ...detail, writes: [aWrite({ state: 'withdrawn' })] }
    await fireEvent.click(screen.getByRole('button', { name: 'Send again' }))
    await fireEvent.click(await screen.findByRole('button', { name: 'Write on' }))
    expect(fake.callsOf('POST /outbox/3/retry')).toHaveLength(1)
    expect(screen.getByRole('textbox', { name: 'Reply to Noor' })).toHaveValue('Split.')
  })
})

it('offers what an invitation can be answered with, once', async () => {
  const verbs = ['decline', 'accept', 'done'] as const
  detail = { ...detail, can: verbs.map((verb) => ({ verb, account: 'corvid' })) }
  await shown()
  const accept = await screen.findByRole('button', { name: 'Accept' })
  fake.next('POST /items/1/write', () => json({ act: { id: 1, sentence: 'Accepted' } }))
  detail = { ...detail, writes: [aWrite({ verb: 'accept', text: '', state: 'sent' })] }
  await fireEvent.click(accept)
  expect(await screen.findByText('You accepted')).toBeInTheDocument()
  expect(fake.callsOf('POST /items/1/write')[0]?.body).toEqual({ verb: 'accept' })
  expect(screen.queryByRole('button', { name: 'Accept' })).toBeNull()
  expect(screen.getByRole('button', { name: 'Decline' })).toBeInTheDocument()
})

it('splits off what is not the same', async () => {
  const twins = [{ id: 9, source: 'mail-1', app: 'Mail', title: 'Re: Item 1' }]
  const message = {
    ...{ id: 5, at: '2026-03-25T11:00:00Z', from: 'Noor', app: 'Slack', title: 'Item 1', body: '' },
    ...{ url: '', outcome: 'delivered', reason: '', withdrawn: false, worth: null, twins },
  }
  detail = { ...detail, thread: [message] }
  await shown()
  expect(await screen.findByText('Re: Item 1')).toBeInTheDocument()
  fake.next('POST /items/1/split', () => json({ act: { id: 1, sentence: 'Split' } }))
  await fireEvent.click(await screen.findByRole('button', { name: 'Not the same' }))
  await screen.findByText(/An item of its own/)
  expect(fake.callsOf('POST /items/1/split')[0]?.body).toEqual({ arrival: 9 })
})

it('keeps what a message said before', async () => {
  const earlier = [{ at: '2026-03-25T10:59:00Z', title: 'Item 1', body: 'hello' }]
  const message = {
    ...{ id: 5, at: '2026-03-25T11:00:00Z', from: 'Noor', app: 'Slack', title: 'Item 1', body: '' },
    ...{ url: '', outcome: 'delivered', reason: '', withdrawn: false, worth: null, earlier },
  }
  detail = { ...detail, thread: [message] }
  await shown()
  await fireEvent.click(await screen.findByText('What it said before'))
  expect(screen.getByText('hello')).toBeInTheDocument()
})

describe('a link', () => {
  const open = vi.spyOn(window, 'open')
  beforeEach(() => open.mockReset().mockReturnValue(null))

  it('opens with the client’s command, and here only where there is none', async () => {
    const desk = await shown()
    fake.next('POST /items/1/open', () => json({ opened: true }))
    await desk.elsewhere.open()
    expect(open).not.toHaveBeenCalled()
    fake.next('POST /items/1/open', () => json({ opened: false }))
    await desk.elsewhere.open('https://example.org/2')
    expect(fake.callsOf('POST /items/1/open')[1]?.body).toEqual({ link: 'https://example.org/2' })
    expect(open).toHaveBeenCalledWith('https://example.org/2', '_blank', 'noopener,noreferrer')
  })

  it('whose command fails opens nowhere else', async () => {
    const desk = await shown()
    fake.next('POST /items/1/open', () => problem(501, 'unsupported', 'It cannot be started.'))
    await desk.elsewhere.open()
    expect(open).not.toHaveBeenCalled()
    expect(await screen.findByText('It cannot be started.')).toBeInTheDocument()
  })

  it('that is none is not even asked about', async () => {
    const desk = await shown()
    await desk.elsewhere.open('javascript:alert(1)')
    expect(fake.callsOf('POST /items/1/open')).toHaveLength(0)
  })
})
