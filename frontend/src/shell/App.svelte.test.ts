import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { begun } from '../../test/begun'
import { anItem, aRun, aStatus, FakeCore, FakeEvents, json, problem } from '../../test/fake'
import { Desk } from './desk.svelte'

let fake: FakeCore

beforeEach(() => {
  FakeEvents.all.length = 0
  fake = new FakeCore([1, 2, 3].map((id) => anItem(id)))
})

async function start() {
  await begun(new Desk(fake.core, FakeEvents.open))
  FakeEvents.last.say('hello', { version: '1.0.0' })
  await screen.findByText('Holding')
}

const press = (key: string, on: Element = document.body) => fireEvent.keyDown(on, { key })
const selected = () => screen.queryByRole('option', { selected: true })

describe('the queue', () => {
  it('is a list of options that tells its cursor', async () => {
    await start()
    const list = await screen.findByRole('listbox')
    expect(screen.getAllByRole('option')).toHaveLength(3)
    expect(selected()).toHaveAccessibleName('Acme. Item 1. Noor wrote to you directly. 09:12')
    expect(list).toHaveAttribute('aria-activedescendant', selected()?.id)
    await press('j')
    expect(list).toHaveAttribute('aria-activedescendant', 'item-2')
  })

  it('has only some of 5,000 rows in the page, and knows how many there are', async () => {
    fake.items = Array.from({ length: 5000 }, (_, i) => anItem(i + 1))
    await start()
    await screen.findByRole('listbox')
    expect(screen.getAllByRole('option').length).toBeLessThan(40)
    await press('End')
    await waitFor(() => expect(selected()).toHaveAttribute('aria-posinset', '5000'))
    expect(selected()).toHaveAttribute('aria-setsize', '5000')
  })

  it('keeps the row under the cursor at its pixels when others slot in above', async () => {
    await start()
    await screen.findByRole('listbox')
    await press('j')
    const list = screen.getByRole('listbox')
    const seenAt = () => Number(/-?\d+/.exec(selected()!.style.transform)?.[0]) - list.scrollTop
    const before = seenAt()
    fake.items = [anItem(8), anItem(9), ...fake.items]
    FakeEvents.last.say('queue')
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(5))
    await waitFor(() => expect(seenAt()).toBe(before))
    fake.items = fake.items.slice(3) // and when more are gone above than could be scrolled
    FakeEvents.last.say('queue')
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2))
    await waitFor(() => expect(seenAt()).toBe(before))
    expect(selected()?.id).toBe('item-2')
  })

  it('shows what comes from outside as text', async () => {
    fake.items = [anItem(1, { title: '<img src=x onerror=alert(1)>', url: 'javascript:alert(1)' })]
    await start()
    expect(await screen.findByRole('heading', { level: 2 })).toHaveTextContent(
      '<img src=x onerror=alert(1)>',
    )
    expect(document.querySelector('img')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Open at the source' })).toBeNull()
  })
})

describe('done and undo', () => {
  it('go by key and say what happened', async () => {
    await start()
    await screen.findByRole('listbox')
    await press('e')
    expect(screen.getAllByRole('option')).toHaveLength(2)
    expect(await screen.findByText('Done. Z undoes it')).toBeInTheDocument()
    expect(selected()?.id).toBe('item-2')
    await waitFor(() => expect(screen.getByText('undo')).toBeInTheDocument())
    await press('z')
    expect(await screen.findByText('Undone: “Done: Item 1”')).toBeInTheDocument()
    await waitFor(() => expect(selected()?.id).toBe('item-1'))
  })

  it('roll back with a line that can be tried again', async () => {
    fake.next('POST /done', () => problem(507, 'disk-full', 'The disk is full.'))
    await start()
    await screen.findByRole('listbox')
    await press('e')
    expect(await screen.findByText('The disk is full.')).toBeInTheDocument()
    expect(screen.getAllByRole('option')).toHaveLength(3)
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2))
    expect(screen.queryByText('The disk is full.')).toBeNull()
  })
})

describe('keys', () => {
  it('do not fire in a text field', async () => {
    await start()
    await screen.findByRole('listbox')
    const field = document.body.appendChild(document.createElement('input'))
    await press('e', field)
    await press('j', field)
    field.remove()
    expect(fake.callsOf('POST /done')).toEqual([])
    expect(selected()?.id).toBe('item-1')
  })

  it('open the list of keys, and nothing else meanwhile', async () => {
    await start()
    await screen.findByRole('listbox')
    await press('?')
    expect(screen.getByRole('dialog', { name: 'Keys' })).toHaveTextContent('Start or end a shield')
    await press('e')
    expect(fake.callsOf('POST /done')).toEqual([])
    await press('Escape')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('start a shield after asking for how long, and end it', async () => {
    await start()
    await screen.findByRole('listbox')
    await press('f')
    expect(screen.getByRole('menuitem', { name: '25 minutes' })).toHaveFocus()
    await press('ArrowDown', document.activeElement!)
    fake.status = aStatus({ state: 'shield', shieldUntil: '2026-03-25T12:08:00Z' })
    await fireEvent.click(document.activeElement!)
    expect(await screen.findByText('Deep work', { selector: 'strong' })).toBeInTheDocument()
    expect(fake.callsOf('POST /shields')[0]?.body).toEqual({ minutes: 50 })
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    fake.status = aStatus()
    await press('f')
    expect(await screen.findByText('Holding')).toBeInTheDocument()
    expect(fake.callsOf('POST /shields/end')).toHaveLength(1)
  })

  it('open the item at its source only by an address that may be opened', async () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null)
    await start()
    await screen.findByRole('listbox')
    fake.next('POST /items/1/open', () => json({ opened: false })) // the client has no command
    await fireEvent.keyDown(document.body, { key: 'Enter', shiftKey: true })
    await waitFor(() =>
      expect(open).toHaveBeenCalledWith('https://example.org/1', '_blank', 'noopener,noreferrer'),
    )
  })
})

describe('an empty queue', () => {
  it('says what comes next, and checks in when asked', async () => {
    fake.items = []
    await start()
    expect(await screen.findByText('Nothing is waiting for you.')).toBeInTheDocument()
    expect(screen.getByText('The next check-in is at 13:00.')).toBeInTheDocument()
    fake.items = [anItem(5)]
    await fireEvent.click(screen.getByRole('button', { name: 'Check in now' }))
    expect(await screen.findByRole('option')).toHaveTextContent('Item 5')
  })
})

describe('the core', () => {
  it('is looked for again when it is gone, and everything is fetched anew', async () => {
    await start()
    fake.next('GET /status', () => Promise.reject(new TypeError('gone')))
    fake.next('GET /queue', () => Promise.reject(new TypeError('gone')))
    FakeEvents.last.onerror?.()
    expect(await screen.findByText(/core does not answer/)).toBeInTheDocument()
    fake.items = [anItem(4)]
    FakeEvents.last.say('hello', { version: '1.0.0' })
    await waitFor(() => expect(screen.getByRole('option')).toHaveTextContent('Item 4'))
    expect(screen.queryByText(/core does not answer/)).toBeNull()
  })

  it('says when it is of another version than this page', async () => {
    await start()
    FakeEvents.last.say('hello', { version: '1.1.0' })
    expect(await screen.findByText(/Sluice was updated/)).toBeInTheDocument()
  })

  it('tells its own troubles', async () => {
    fake.status = aStatus({ trouble: [{ code: 'bus', sentence: 'The session bus is gone.' }] })
    await start()
    expect(screen.getByText('The session bus is gone.')).toBeInTheDocument()
  })
})

describe('the wall', () => {
  it('leaves nothing of another client on the page', async () => {
    fake.items = [anItem(1), anItem(2, { client: 'Birchwood', title: 'Paper samples' })]
    await start()
    await screen.findByText('Paper samples')
    await fireEvent.click(screen.getByRole('button', { name: 'Acme, key 1' }))
    await waitFor(() => expect(document.title).toBe('Acme — Sluice'))
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1))
    await waitFor(() => expect(screen.queryByRole('button', { name: /Birchwood/ })).toBeNull())
    expect(document.body).not.toHaveTextContent('Paper samples')
    await fireEvent.keyDown(document.body, { key: '2', ctrlKey: true })
    await waitFor(() => expect(document.title).toBe('Birchwood — Sluice'))
    expect(await screen.findByRole('option')).toHaveTextContent('Paper samples')
  })
})

describe('a check-in', () => {
  it('is handled by key and ends with its receipt', async () => {
    fake.status = aStatus({ state: 'checkin', run: aRun() })
    await begun(new Desk(fake.core, FakeEvents.open))
    await screen.findByText('Check-in open')
    await press('g')
    await press('k')
    expect(await screen.findByRole('img', { name: '0 of 3 handled' })).toBeInTheDocument()
    await press('e')
    expect(await screen.findByRole('img', { name: '1 of 3 handled' })).toBeInTheDocument()
    fake.status = aStatus()
    FakeEvents.last.say('gate')
    const receipt = await screen.findByRole('article')
    expect(receipt).toHaveTextContent('1 handled, 2 carried over.')
    expect(receipt).toHaveTextContent('Next check-in 13:00')
  })

  it('that ends with what was done elsewhere leaves said how to undo that', async () => {
    fake.status = aStatus({ state: 'checkin', run: aRun() })
    await begun(new Desk(fake.core, FakeEvents.open))
    await screen.findByText('Check-in open')
    await press('e')
    await screen.findByText('Done. Z undoes it')
    fake.status = aStatus()
    FakeEvents.last.say('gate')
    await screen.findByText('Holding')
    expect(screen.getByText('Done. Z undoes it')).toBeInTheDocument()
  })
})

describe('a check-in with a budget in items', () => {
  it('says how many of them are left', async () => {
    fake.status = aStatus({ state: 'checkin', run: aRun({ endsAt: null, budgetItems: 2 }) })
    await begun(new Desk(fake.core, FakeEvents.open))
    await screen.findByText('Check-in open')
    await press('g')
    await press('k')
    expect(await screen.findByRole('img', { name: '0 of 3 handled' })).toBeInTheDocument()
    expect(screen.getByText('2 of 2 items left')).toBeInTheDocument()
    await press('e')
    expect(await screen.findByText('1 of 2 items left')).toBeInTheDocument()
  })
})

describe('a call', () => {
  it('is signed in the strip, and takes away what was shown before', async () => {
    await start()
    await screen.findByRole('listbox')
    await press('Enter')
    fake.items = [anItem(1, { title: '• • •', from: '', client: 'Client 1' })]
    fake.status = aStatus({ callUntil: '2026-03-25T12:30:00Z' })
    FakeEvents.last.say('gate')
    const sign = await screen.findByRole('button', {
      name: 'Content is hidden until 13:30. Show it again',
    })
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1))
    expect(screen.queryByText(/Item 1/)).toBeNull()
    await fireEvent.click(sign)
    await waitFor(() => expect(fake.callsOf('POST /call/end')).toHaveLength(1))
  })
})
