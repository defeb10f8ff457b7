import { beforeEach, describe, expect, it } from 'vitest'
import { FakeCore, json, problem } from '../../../test/fake'
import type { Session } from '../../api'
import { dateAfter, mondayOf } from '../../ui/local'
import { entryIn, entryOf, fieldsOf, linesOf } from './entry'
import { Importing } from './importing.svelte'
import { Timesheet } from './timesheet.svelte'

const zone = 'Europe/Berlin'

function aSession(id: number, startedAt: string, endedAt: string | null): Session {
  return {
    ...{ id, client: 'Acme', clientNumber: 1, project: 'Checkout', billable: true },
    ...{ coordination: false, startedAt, endedAt, note: '', resume: 'Line 40' },
  }
}

it('knows weeks, also over the turn of a month and of the clock', () => {
  expect(mondayOf('2026-03-29')).toBe('2026-03-23')
  expect(mondayOf('2026-03-23')).toBe('2026-03-23')
  expect(dateAfter('2026-03-29', 7)).toBe('2026-04-05')
})

describe('an entry', () => {
  const session = aSession(3, '2026-03-25T08:00:00Z', '2026-03-25T09:30:00Z')

  it('comes back as it was', () => {
    const entry = entryOf(session, zone)
    expect(entry).toMatchObject({ date: '2026-03-25', from: '09:00', until: '10:30' })
    expect(fieldsOf(entry, zone)).toMatchObject({
      ...{ client: 'Acme', project: 'Checkout', resume: 'Line 40' },
      ...{ startedAt: '2026-03-25T08:00:00.000Z', endedAt: '2026-03-25T09:30:00.000Z' },
    })
  })

  it('may end on the next day, run on, or be unreadable', () => {
    const entry = entryIn('2026-03-28', 'Acme', '22', '0:30')
    expect(fieldsOf(entry, zone)?.endedAt).toBe('2026-03-28T23:30:00.000Z')
    expect(fieldsOf({ ...entry, until: '' }, zone)).not.toHaveProperty('endedAt')
    expect(fieldsOf({ ...entry, until: 'noon' }, zone)).toBeNull()
  })

  it('stands among the gaps of its day', () => {
    const gaps = [{ from: '2026-03-25T07:30:00Z', until: '2026-03-25T08:00:00Z' }]
    const other = aSession(4, '2026-03-26T08:00:00Z', null)
    expect(linesOf('2026-03-25', [other, session], gaps, zone)).toMatchObject([
      { kind: 'gap', minutes: 30 },
      { kind: 'session', session: { id: 3 } },
    ])
  })
})

describe('the sheet', () => {
  let fake: FakeCore
  let time: Timesheet
  let said: string[]

  beforeEach(() => {
    localStorage.clear()
    fake = new FakeCore()
    said = []
    const clock = { today: () => '2026-03-25', zone: () => zone }
    time = new Timesheet(fake.core, clock, (text) => said.push(text))
  })

  it('shows this week and today, and turns to others', () => {
    expect([time.monday, time.date]).toEqual(['2026-03-23', '2026-03-25'])
    time.turn(-1)
    expect([time.monday, time.date]).toEqual(['2026-03-16', '2026-03-18'])
    time.turn(0)
    expect([time.monday, time.date]).toEqual(['2026-03-23', '2026-03-25'])
  })

  it('corrects a session in place', async () => {
    const session = aSession(3, '2026-03-25T08:00:00Z', '2026-03-25T09:30:00Z')
    time.edit({ ...entryOf(session, zone), until: '11' })
    fake.next('PUT /sessions/3', () => json({ session, act: {} }))
    expect(await time.save()).toBe(true)
    expect(fake.callsOf('PUT /sessions/3')[0]?.body).toMatchObject({
      ...{ endedAt: '2026-03-25T10:00:00.000Z', resume: 'Line 40' },
    })
    expect(time.entry).toBeNull()
    expect(said).toEqual(['Saved. Z undoes it'])
  })

  it('keeps the row with what was typed where the core refuses', async () => {
    time.edit(entryIn('2026-03-25', 'Acme', '9', '10'))
    fake.next('POST /sessions', () => problem(409, 'conflict', 'That time is taken.'))
    expect(await time.save()).toBe(false)
    expect(time.trying.wrong('entry')).toBe('That time is taken.')
    expect(time.entry).toMatchObject({ from: '9', until: '10' })
  })

  it('asks for a client and a time before the core does', async () => {
    time.edit(entryIn('2026-03-25', '', '9', '10'))
    expect(await time.save()).toBe(false)
    expect(time.trying.wrong('entry')).toContain('Choose a client')
    time.edit(entryIn('2026-03-25', 'Acme', 'soon', '10'))
    expect(await time.save()).toBe(false)
    expect(fake.callsOf('POST /sessions')).toEqual([])
  })

  it('remembers how times are rounded, and exports them so', async () => {
    time.round({ round: 15, way: 'nearest', per: 'day' })
    const clock = { today: () => '2026-03-25', zone: () => zone }
    const again = new Timesheet(fake.core, clock, () => {})
    expect(again.rounding).toEqual({ round: 15, way: 'nearest', per: 'day' })
    fake.next('GET /time/export', () => new Response('Date\n'))
    const file = await again.file('csv')
    expect(file?.name).toBe('time-2026-03-23-2026-03-29.csv')
    expect(await file?.content.text()).toBe('Date\n')
  })
})

it('imports only after it was seen what would come, and leaves out whom nobody knows', async () => {
  const fake = new FakeCore()
  const said: string[] = []
  const importing = new Importing(fake.core, (text) => said.push(text))
  const brings = { new: 2, newSeconds: 5400, duplicates: 0, leftOut: 0, overlapping: [] }
  const preview = { ...brings, unreadable: [], clients: [], act: { id: 0, sentence: '' } }
  importing.begin()
  fake.next('POST /time/import', () => json(preview))
  await importing.look('a,b')
  expect(importing.preview?.new).toBe(2)
  fake.next('POST /time/import', () => json({ ...preview, new: 1, leftOut: 1 }))
  await importing.assign('Somebody', '')
  fake.next('POST /time/import', () => json({ ...preview, new: 1 }))
  await importing.take()
  expect(fake.callsOf('POST /time/import').map(({ body }) => body)).toEqual([
    { csv: 'a,b', clients: {}, preview: true },
    { csv: 'a,b', clients: { Somebody: '' }, preview: true },
    { csv: 'a,b', clients: { Somebody: '' }, preview: false },
  ])
  expect(importing.open).toBe(false)
  expect(said).toEqual(['1 session imported. Z undoes it'])
})
