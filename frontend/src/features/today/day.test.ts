import { describe, expect, it } from 'vitest'
import type { Run } from '../../api'
import { weekOf } from '../../ui/form/hours'
import { aStatus } from '../../../test/fake'
import { layOut, places, type Known } from './day'

const now = Date.parse('2026-03-25T11:18:30Z') // a Wednesday, 12:18 in Berlin
const office = { week: weekOf([{ days: [1, 2, 3, 4, 5], start: '09:00', end: '17:00' }]), off: [] }

function known(differences: Partial<Known> = {}): Known {
  const nothing = { moments: [], runs: [], shields: [] }
  return { now, status: aStatus(), hours: office, ...nothing, ...differences }
}

function run(openedAt: string, differences: Partial<Run> = {}): Run {
  const rest = { planned: true, endsAt: null, endedAt: openedAt, ending: 'emptied', late: false }
  return {
    id: 1,
    dueAt: openedAt,
    openedAt,
    delivered: 12,
    total: 0,
    left: 0,
    ...rest,
    ...differences,
  }
}

const moment = (at: string, planned = at) => ({ at, planned, moved: at !== planned, of: [] })
const lines = (day: ReturnType<typeof layOut>) =>
  day.pieces.map(({ from, until, line }) => `${from / 60}–${until / 60} ${line}`)

it('spans the hours, and what lies outside of them', () => {
  expect(layOut(known())).toMatchObject({ from: 540, until: 1080, now: 738 })
  const early = layOut(known({ moments: [moment('2026-03-25T21:30:00Z')] }))
  expect(early.until).toBe(23 * 60)
})

it('says what came, what is open and what is to come, and not what is on another day', () => {
  const { marks } = layOut(
    known({
      status: aStatus({ run: run('2026-03-25T11:00:00Z', { id: 2 }) }),
      runs: [run('2026-03-25T08:30:00Z'), run('2026-03-25T11:00:00Z', { id: 2 })],
      moments: [
        moment('2026-03-25T14:30:00Z', '2026-03-25T14:00:00Z'),
        moment('2026-03-26T08:30:00Z'),
      ],
    }),
  )
  expect(marks.map(({ time, what }) => [time, what])).toEqual([
    ['09:30', { is: 'past', delivered: 12, late: false }],
    ['12:00', { is: 'open', until: null }],
    ['15:30', { is: 'planned', movedFrom: '15:00' }],
  ])
})

describe('the gate’s line', () => {
  it('is past, then as the gate stands, then off', () => {
    expect(lines(layOut(known()))).toEqual(['9–12.3 past', '12.3–17 whole', '17–18 off'])
    const collecting = layOut(known({ status: aStatus({ silence: 'off' }) }))
    expect(lines(collecting)[1]).toBe('12.3–17 collecting')
  })

  it('is thick in a shield, up now or repeating', () => {
    const status = aStatus({ state: 'shield', shieldUntil: '2026-03-25T12:18:00Z' })
    expect(lines(layOut(known({ status })))[1]).toBe('12.3–13.3 shield')
    const rule = { id: 1, at: '10:00', minutes: 120, days: 'weekdays', zone: '', note: 'Draft' }
    const day = layOut(known({ shields: [rule] }))
    expect(lines(day)).toContain('10–12 shield')
    expect(day.blocks).toEqual([{ from: 600, until: 720, note: 'Draft', past: true }])
  })

  it('is off on a day off, and whole where there are no hours', () => {
    const dayOff = { ...office, off: ['2026-03-25'] }
    expect(lines(layOut(known({ hours: dayOff }))).every((line) => line.endsWith('off'))).toBe(true)
    expect(lines(layOut(known({ hours: { week: weekOf([]), off: [] } })))).toEqual([
      '9–12.3 past',
      '12.3–18 whole',
    ])
  })
})

it('keeps to the clock on the wall when it changes', () => {
  const spring = Date.parse('2026-03-29T08:00:00Z') // Sunday, 10:00 in Berlin, an hour was skipped
  expect(layOut(known({ now: spring })).now).toBe(600)
})

it('keeps the words of marks clear of one another and of shields', () => {
  const mark = (at: number) => ({ at, time: '', what: { is: 'open' as const, until: null } })
  const block = { from: 600, until: 720, note: '', past: false }
  expect(places([mark(540), mark(550), mark(700)], [])).toEqual([540, 560, 700])
  expect(places([mark(600), mark(720)], [block])).toEqual([588, 732])
})
