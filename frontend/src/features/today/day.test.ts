import { describe, expect, it } from 'vitest'
import type { Run } from '../../api'
import { weekOf } from '../../ui/form/hours'
import { aStatus } from '../../../test/fake'
import { freeFrom, layOut, type Known, type Day } from './day'
import { columns, places } from './places'

const now = Date.parse('2026-03-25T11:18:30Z') // a Wednesday, 12:18 in Berlin
const office = { week: weekOf([{ days: [1, 2, 3, 4, 5], start: '09:00', end: '17:00' }]), off: [] }

function known(differences: Partial<Known> = {}): Known {
  const nothing = { checkIns: [], moments: [], runs: [], shields: [] }
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
    ['12:00', { is: 'open', until: null, stay: true }],
    ['15:30', { is: 'planned', movedFrom: '15:00' }],
  ])
})

describe('the gate’s line', () => {
  it('is past, then as the gate stands, then off', () => {
    expect(lines(layOut(known()))).toEqual(['9–12.3 past', '12.3–17 whole', '17–18 off'])
    const collecting = layOut(known({ status: aStatus({ silence: 'off' }) }))
    expect(lines(collecting)[1]).toBe('12.3–17 collecting')
  })

  it('is thick in a shield, and pale in one that is over', () => {
    const shield = (id: number, from: string, until: string) => ({
      ...{ id, rule: 0, cut: false, note: 'Draft' },
      ...{ from: `2026-03-25T${from}Z`, until: `2026-03-25T${until}Z` },
    })
    const shields = [shield(1, '09:00:00', '11:00:00'), shield(2, '13:00:00', '14:30:00')]
    const moments = [moment('2026-03-25T14:30:00Z', '2026-03-25T14:00:00Z')]
    const day = layOut(known({ shields, moments }))
    expect(lines(day)).toEqual(
      expect.arrayContaining(['10–12 pastShield', '14–15.5 shield', '15.5–17 whole']),
    )
    expect(day.blocks).toMatchObject([
      { from: 600, until: 720, past: true, moves: [], draft: null },
      {
        from: 840,
        until: 930,
        past: false,
        moves: ['15:00'],
        draft: { kind: 'shield', up: false },
      },
    ])
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

it('offers for moving what is one check-in of the plan, by the clock of its zone', () => {
  const checkIn = {
    id: 7,
    at: '17:00',
    days: 'daily',
    zone: 'Asia/Kolkata',
    client: 'Acme',
    once: '',
  }
  const of = [{ checkIn: 7, client: 'Acme', planned: '2026-03-25T11:30:00Z' }]
  const at = '2026-03-25T11:30:00Z'
  const { marks } = layOut(known({ checkIns: [checkIn], moments: [{ ...moment(at), of }] }))
  expect(marks).toMatchObject([
    { time: '12:30', of: ['Acme'], draft: { id: 7, from: 750, repeats: true, ahead: 270 } },
  ])
  const two = [...of, { checkIn: 8, client: '', planned: at }]
  const both = layOut(known({ checkIns: [checkIn], moments: [{ ...moment(at), of: two }] }))
  expect(both.marks).toMatchObject([{ of: [], draft: null }])
})

it('puts meetings that overlap side by side', () => {
  const spans = [
    { from: 540, until: 600 },
    { from: 570, until: 630 },
    { from: 600, until: 660 },
    { from: 700, until: 720 },
  ]
  expect(columns(spans)).toEqual([
    { column: 0, of: 2 },
    { column: 1, of: 2 },
    { column: 0, of: 2 },
    { column: 0, of: 1 },
  ])
})

it('keeps the words of marks clear of one another and of shields', () => {
  const mark = (at: number) => ({ at })
  const block = { from: 600, until: 720 }
  expect(places([mark(540), mark(550), mark(700)], [])).toEqual([540, 560, 700])
  expect(places([mark(600), mark(720)], [block])).toEqual([588, 732])
})

it('finds where a shield fits, and stays where none does', () => {
  const block = { id: 1, note: '', past: false, cut: false, moves: [], draft: null }
  const day = (...spans: [number, number][]) =>
    ({ blocks: spans.map(([from, until]) => ({ ...block, from, until })) }) as unknown as Day
  expect(freeFrom(day(), 780, 90)).toBe(780)
  expect(freeFrom(day([810, 930]), 780, 90)).toBe(930)
  expect(freeFrom(day([780, 870], [960, 1020]), 780, 90)).toBe(870)
  expect(freeFrom(day([0, 1440]), 780, 90)).toBe(780)
})
