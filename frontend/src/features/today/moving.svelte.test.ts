import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeCore } from '../../../test/fake'
import { aBroken } from '../../../test/fakeSetup'
import { drafted, shifted, stretched, type Draft } from './draft'
import { instantOf } from '../../ui/local'
import { Moving } from './moving.svelte'

const now = 738 // 12:18
const checkIn: Draft = {
  ...{ kind: 'checkIn', id: 7, rule: 0, from: 780, until: 780, note: '' },
  ...{ repeats: true, up: false, ahead: 0, days: 'weekdays' },
}
const shield: Draft = { ...checkIn, kind: 'shield', id: 3, until: 870, repeats: false }

describe('a draft', () => {
  it('snaps to five minutes and stays within the rest of the day', () => {
    expect(shifted(checkIn, 33, now).from).toBe(815)
    expect(shifted(checkIn, -300, now).from).toBe(740)
    expect(shifted(shield, 999, now)).toMatchObject({ from: 1350, until: 1440 })
    expect(stretched(shield, -999, now).until).toBe(795)
  })

  it('of a shield that is up keeps its beginning', () => {
    const up = { ...shield, from: 700, up: true }
    expect(shifted(up, 30, now)).toMatchObject({ from: 700, until: 900 })
    expect(stretched(up, -999, now).until).toBe(745)
  })

  it('begins after now, whichever way it is drawn', () => {
    expect(drafted('shield', 900, 840, now)).toMatchObject({ from: 840, until: 900 })
    expect(drafted('checkIn', 700, 700, now)).toMatchObject({ from: 740, until: 740 })
  })
})

it('knows the instant of a local time, also on the day on which the clock changes', () => {
  expect(instantOf('2026-03-25', 780, 'Europe/Berlin')).toBe('2026-03-25T12:00:00.000Z')
  expect(instantOf('2026-03-29', 60, 'Europe/Berlin')).toBe('2026-03-29T00:00:00.000Z')
  expect(instantOf('2026-03-29', 600, 'Europe/Berlin')).toBe('2026-03-29T08:00:00.000Z')
})

describe('moving', () => {
  let fake: FakeCore
  let moving: Moving
  let said: string[]

  beforeEach(() => {
    fake = new FakeCore()
    said = []
    const when = () => ({ date: '2026-03-25', zone: 'Europe/Berlin', now })
    moving = new Moving(fake.core, when, (text) => said.push(text))
  })

  it('saves at once what does not repeat and breaks nothing', async () => {
    moving.think(shield, shifted(shield, 30, now))
    await moving.settle()
    expect(fake.callsOf('PUT /shields/3')[0]?.body).toEqual({
      ...{ from: '2026-03-25T12:30:00.000Z', until: '2026-03-25T14:00:00.000Z', note: '' },
    })
    expect(moving.draft).toBeNull()
    expect(said).toEqual(['Shield moved to 13:30. Z undoes it'])
  })

  it('asks about what repeats, and moves today or every day', async () => {
    moving.think(checkIn, shifted(checkIn, 60, now))
    await moving.settle()
    expect(moving.asking).toBe(true)
    expect(fake.callsOf('PUT /checkins/7')).toEqual([])
    await moving.save('today')
    expect(fake.callsOf('PUT /checkins/7')[0]?.body).toEqual({ at: '14:00', only: '2026-03-25' })
    moving.think(checkIn, shifted(checkIn, 60, now))
    await moving.settle()
    await moving.save('always')
    expect(fake.callsOf('PUT /checkins/7')[1]?.body).toEqual({ at: '14:00', only: '' })
  })

  it('saves nothing where nothing was changed', async () => {
    moving.think(checkIn, checkIn)
    moving.ask()
    expect(await moving.save('always')).toBe(true)
    expect(moving.draft).toBeNull()
    expect(fake.callsOf('PUT /checkins/7')).toEqual([])
    expect(said).toEqual([])
  })

  it('names the longest wait that it would break before it is saved, with ways out', async () => {
    const sentence = 'Acme would wait too long.'
    fake.setup.broken = [aBroken({ sentence })]
    moving.think(shield, shifted(shield, 30, now))
    await moving.settle()
    expect(moving.asking).toBe(true)
    expect(moving.broken.today).toMatchObject([{ sentence }])
    await vi.waitFor(() => expect(moving.waits.broken).toMatchObject([{ client: 'Acme' }]))
    expect(fake.callsOf('PUT /shields/3')).toEqual([])
    expect(moving.waits.wayOf(moving.waits.broken[0]!)).toBe('check-ins') // what is proposed
    moving.waits.choose(moving.waits.broken[0]!, 'longer')
    moving.waits.go()
    await vi.waitFor(() => expect(moving.draft).toBeNull())
    const mend = [{ client: 'Acme', way: 'longer' }]
    expect(fake.callsOf('PUT /shields/3')[0]?.body).toMatchObject({ mend })
  })

  it('asks before a check-in goes that keeps a longest wait, and leaves it where that is left', async () => {
    fake.setup.broken = [aBroken()]
    moving.think(checkIn, checkIn)
    moving.ask()
    const left = moving.remove('today')
    await vi.waitFor(() => expect(moving.waits.broken).toHaveLength(1))
    moving.waits.leave()
    await left
    expect(fake.callsOf('POST /checkins/7/skip')).toEqual([])
    expect(moving.draft).not.toBeNull() // the question is still there
    const gone = moving.remove('always')
    await vi.waitFor(() => expect(moving.waits.broken).toHaveLength(1))
    moving.waits.go()
    await gone
    const mend = [{ client: 'Acme', way: 'check-ins' }]
    expect(fake.callsOf('DELETE /checkins/7')[0]?.body).toEqual({ mend })
  })

  it('leaves what is asked about when something else is changed', async () => {
    fake.setup.broken = [aBroken()]
    moving.think(checkIn, shifted(checkIn, 60, now))
    moving.ask()
    const saved = moving.save('always')
    await vi.waitFor(() => expect(moving.waits.broken).toHaveLength(1))
    moving.change({ from: 800, until: 800 })
    expect(await saved).toBe(false)
    expect(moving.waits.broken).toEqual([])
  })

  it('tells the core the time of the zone in which a check-in is planned', async () => {
    const elsewhere = { ...checkIn, ahead: 270 }
    moving.think(elsewhere, shifted(elsewhere, 60, now))
    moving.ask()
    await moving.save('always')
    expect(fake.callsOf('PUT /checkins/7')[0]?.body).toEqual({ at: '18:30', only: '' })
  })

  it('keeps the question open where the core refuses, and says why', async () => {
    moving.begin('shield', 840, 900)
    fake.next('POST /shields', () =>
      Response.json({ code: 'invalid', detail: 'No.', status: 422 }, { status: 422 }),
    )
    expect(await moving.save('today')).toBe(false)
    expect(moving.trying.wrong('move')).toBe('No.')
    expect(moving.draft).toMatchObject({ from: 840, until: 900 })
  })

  it('leaves one day out, or takes it out of the plan', async () => {
    moving.think(checkIn, checkIn)
    moving.ask()
    await moving.remove('today')
    expect(fake.callsOf('POST /checkins/7/skip')[0]?.body).toEqual({ date: '2026-03-25' })
    moving.think(checkIn, checkIn)
    await moving.remove('always')
    expect(fake.callsOf('DELETE /checkins/7')).toHaveLength(1)
  })
})
