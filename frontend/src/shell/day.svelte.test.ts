import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { begun } from '../../test/begun'
import { anItem, aRun, aStatus, FakeCore, FakeEvents, json, problem } from '../../test/fake'
import type { Session } from '../api'
import { Desk } from './desk.svelte'

let fake: FakeCore
let desk: Desk

// Wednesday 25 March 2026, 12:18 in Berlin.
beforeEach(() => {
  FakeEvents.all.length = 0
  fake = new FakeCore()
})

async function start(screenId: 'today' | 'time' | 'checkin') {
  desk = new Desk(fake.core, FakeEvents.open)
  await begun(desk)
  FakeEvents.last.say('hello', { version: '1.0.0' })
  await waitFor(() => expect(desk.gate.status).not.toBeNull())
  desk.go(screenId)
}

const aSession = (differences: Partial<Session> = {}): Session => ({
  ...{ id: 3, client: 'Acme', clientNumber: 1, project: 'Checkout', billable: true },
  ...{ coordination: false, startedAt: '2026-03-25T08:00:00Z', endedAt: '2026-03-25T09:30:00Z' },
  ...{ note: '', resume: '' },
  ...differences,
})

const plan = () => {
  const at = '2026-03-25T14:00:00Z'
  const checkIn = { id: 7, at: '15:00', days: 'weekdays', zone: '', client: '', once: '' }
  const of = [{ checkIn: 7, client: '', planned: at }]
  return json({ checkIns: [checkIn], moments: [{ at, planned: at, moved: false, of }] })
}

describe('Today', () => {
  it('says what to know of an empty day', async () => {
    await start('today')
    expect(await screen.findByText('No check-in is planned today.')).toBeInTheDocument()
    expect(screen.getByText(/Nobody is stuck on you/)).toBeInTheDocument()
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Wednesday 25 March')
  })

  it('says why the day could not be had', async () => {
    fake.next('GET /meetings', () => problem(500, 'internal', 'The calendar is not readable.'))
    await start('today')
    expect(await screen.findByText('The calendar is not readable.')).toBeInTheDocument()
  })

  it('shows worked time, meetings and promised hours by name, in any script', async () => {
    const project = 'مراجعة نص صفحة الدفع'
    fake.next('GET /sessions', () => json({ sessions: [aSession({ project })] }))
    const meeting = {
      ...{ id: 1, source: 'caldav', client: 'Acme', clientNumber: 1, url: '', place: 'Room 2' },
      ...{ title: 'Launch '.repeat(20).trim(), answer: 'tentative', allDay: false, free: false },
      ...{ from: '2026-03-25T14:45:00Z', until: '2026-03-25T15:30:00Z' },
    }
    fake.next('GET /meetings', () => json({ meetings: [meeting] }))
    const total = {
      ...{ client: 'Acme', clientNumber: 1, workedSeconds: 5400, billableSeconds: 5400 },
      ...{ coordinationSeconds: 0, coordinationShare: 0, rate: null, amount: null },
      ...{ effectiveRate: null, promisedMinutes: 960, doneSeconds: 34_800 },
    }
    fake.next('GET /time', () => json({ days: [], clients: [total] }))
    await start('today')
    const worked = await screen.findByRole('list', { name: 'Worked' })
    expect(worked).toHaveTextContent(`Acme, ${project}, 09:00 to 10:30`)
    const calendar = screen.getByRole('list', { name: 'Calendar' })
    expect(within(calendar).getByRole('listitem')).toHaveTextContent('15:45 – 16:30, Room 2')
    expect(calendar).toHaveTextContent('not answered')
    expect(screen.getByText('of 16:00')).toBeInTheDocument()
  })

  it('moves a check-in by the arrows, reads it out, and asks for which days', async () => {
    fake.next('GET /checkins', plan)
    await start('today')
    const checkIn = await screen.findByRole('button', { name: /^15:00/ })
    checkIn.focus()
    await fireEvent.keyDown(checkIn, { key: 'ArrowUp' })
    expect(await screen.findByText('14:55', { selector: '[aria-live]' })).toBeInTheDocument()
    await fireEvent.click(checkIn)
    const question = await screen.findByRole('dialog', { name: 'Check-in at 15:00' })
    await fireEvent.click(within(question).getByRole('button', { name: 'Every day' }))
    await waitFor(() =>
      expect(fake.callsOf('PUT /checkins/7')[0]?.body).toEqual({ at: '14:55', only: '' }),
    )
  })
})

describe('Time', () => {
  it('says what to do on an empty day', async () => {
    await start('time')
    expect(await screen.findByText(/Nothing is written down for this day/)).toBeInTheDocument()
    expect(screen.getByText('Nothing was worked in this week.')).toBeInTheDocument()
  })

  it('offers no import behind a wall, since that concerns all clients', async () => {
    fake.status = aStatus({ client: 'Acme' })
    await start('time')
    await fireEvent.click(await screen.findByRole('button', { name: 'Export' }))
    expect(screen.getByRole('menuitem', { name: 'As PDF' })).toBeInTheDocument()
    expect(screen.queryByRole('menuitem', { name: 'Import from Toggl' })).toBeNull()
  })
})

it('says that a check-in stays open, and lists what was carried over', async () => {
  const run = aRun({ endsAt: null })
  fake.status = aStatus({ state: 'checkin', run })
  fake.items = [anItem(1), anItem(2, { run: 4 })]
  await start('checkin')
  expect(await screen.findByText('stays open until you end it')).toBeInTheDocument()
  const carried = await screen.findByRole('list', { name: 'Carried over from before' })
  expect(within(carried).getAllByRole('button')).toHaveLength(1)
})
