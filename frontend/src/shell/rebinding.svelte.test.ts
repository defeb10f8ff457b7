import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { begun } from '../../test/begun'
import { anItem, FakeCore, FakeEvents, problem } from '../../test/fake'
import { Desk } from './desk.svelte'

let fake: FakeCore
let desk: Desk

beforeEach(async () => {
  FakeEvents.all.length = 0
  fake = new FakeCore([1, 2, 3].map((id) => anItem(id)))
  desk = new Desk(fake.core, FakeEvents.open)
  await begun(desk)
  FakeEvents.last.say('hello', { version: '1.0.0' })
  await screen.findByText('Holding')
})

const press = (key: string, on: Element = document.body) => fireEvent.keyDown(on, { key })
const button = (name: string) => screen.findByRole('button', { name })

/** Asks for a new key of an action, and presses keys. */
async function change(action: string, ...keys: string[]): Promise<void> {
  desk.go('settings')
  if (!screen.queryByRole('switch', { name: 'Single letters' }))
    await fireEvent.click(await button('Keys'))
  const hearing = await button(`Change: ${action}`)
  await fireEvent.click(hearing)
  for (const key of keys) await press(key, hearing)
}

const stored = () => fake.setup.settings.keys ?? {}

/** Waits until keys are stored, and known to the window. */
async function kept(keys: Record<string, string[]>): Promise<void> {
  await waitFor(() => expect(stored()).toEqual(keys))
  await desk.setUp.choices.load()
}

describe('a key that was chosen', () => {
  it('does what the old one did, which does nothing, and is told everywhere', async () => {
    await change('Done', 'q', 'Enter')
    await kept({ done: ['q'] })
    desk.go('queue')
    await screen.findByRole('listbox')
    await press('e')
    expect(fake.callsOf('POST /done')).toEqual([])
    await press('q')
    await waitFor(() => expect(fake.callsOf('POST /done')).toHaveLength(1))
    await press('?')
    const help = screen.getByRole('dialog', { name: 'Keys' })
    const row = within(help).getByText('Done').closest('div')!
    expect(within(row).getByText('Q')).toBeInTheDocument()
    expect(within(row).queryByText('E')).toBeNull()
  })

  it('may be two after one another, the same twice', async () => {
    await change('Done', 'q', 'q')
    await kept({ done: ['q q'] })
    desk.go('queue')
    await screen.findByRole('listbox')
    await press('q')
    expect(fake.callsOf('POST /done')).toEqual([])
    await press('q')
    await waitFor(() => expect(fake.callsOf('POST /done')).toHaveLength(1))
  })

  it('is named where something can be undone by it', async () => {
    await change('Undo', 'u', 'Enter')
    await kept({ undo: ['u'] })
    desk.go('queue')
    await screen.findByRole('listbox')
    await press('e')
    expect(await screen.findByText('Done. U undoes it')).toBeInTheDocument()
  })

  it('goes with undo, as any other choice', async () => {
    fake.setup.settings.keys = { done: ['q'] }
    FakeEvents.last.say('gate')
    await waitFor(() => expect(desk.setUp.choices.told?.keys).toEqual({ done: ['q'] }))
    fake.setup.settings.keys = {}
    FakeEvents.last.say('gate')
    await waitFor(() => expect(desk.setUp.choices.told?.keys).toEqual({}))
    await screen.findByRole('listbox')
    await press('e')
    await waitFor(() => expect(fake.callsOf('POST /done')).toHaveLength(1))
  })
})

describe('asking for a key', () => {
  it('names who has it, and takes it from there only then', async () => {
    await change('Snooze', 'e', 'Enter')
    expect(screen.getByText('E is Done already: take it from there?')).toBeInTheDocument()
    expect(stored()).toEqual({})
    await fireEvent.click(await button('Take it'))
    await kept({ snooze: ['e'], done: [] })
    await fireEvent.click(await button('Reset: Done'))
    await kept({ snooze: [] })
    await fireEvent.click(await button('Reset all keys'))
    await kept({})
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Reset all keys' })).toBeNull())
  })

  it('is left with Esc, and does nothing else with what is pressed', async () => {
    await change('Snooze', 'f', 'Escape')
    expect(screen.queryByRole('menu')).toBeNull() // the shield's
    expect(await button('Change: Snooze')).toBeInTheDocument()
    expect(fake.callsOf('PUT /settings')).toEqual([])
  })

  it('refuses what is needed, and what is a client’s', async () => {
    await change('Snooze', 'Tab')
    expect(screen.getByText(/^The window needs Tab itself/)).toBeInTheDocument()
    const hearing = await button('Press a key. Esc leaves')
    await fireEvent.keyDown(hearing, { key: '1', ctrlKey: true })
    expect(screen.getByText(/^Ctrl 1 goes back or stands for a client/)).toBeInTheDocument()
    expect(fake.callsOf('PUT /settings')).toEqual([])
  })

  it('says what the core has against it, and leaves the keys as they were', async () => {
    fake.next('PUT /settings', () => problem(507, 'disk-full', 'The disk is full.'))
    await change('Done', 'q', 'Enter')
    expect(await screen.findByText('The disk is full.')).toBeInTheDocument()
    await waitFor(() => expect(desk.setUp.choices.told?.keys ?? {}).toEqual({}))
  })
})
