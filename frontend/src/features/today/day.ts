import type { CheckIn, Hours, Moment, PlannedShield, Run, Status } from '../../api'
import type { Part } from '../../ui/form/hours'
import { minutesOf, timeOf } from '../../ui/form/timeofday'
import type { Draft } from './draft'
import { lineOf, piecesOf, type Piece } from './line'
import { localOf, type Local } from '../../ui/local'

/** What happens at a moment of the day, or will. Minutes since local midnight. */
export interface Mark {
  at: number
  /** "09:30". */
  time: string
  what:
    | { is: 'past'; delivered: number; late: boolean }
    | { is: 'open'; until: string | null; stay: boolean }
    | { is: 'planned'; movedFrom: string | null }
  /** Whose it is alone: names of clients with a check-in of their own; empty: it is for all. */
  of: string[]
  /** As it can be moved; null: it cannot. */
  draft: Draft | null
}

/** A shield of the day. Minutes since local midnight; `note` may be empty. */
export interface Block {
  id: number
  from: number
  until: number
  note: string
  past: boolean
  /** Whether it was ended before its planned end. */
  cut: boolean
  /** Check-ins that it moves to its end: "15:00". */
  moves: string[]
  draft: Draft | null
}

/** The day as it is drawn: whole hours from and until, in minutes since local midnight. */
export interface Day {
  date: string
  from: number
  until: number
  now: number
  marks: Mark[]
  pieces: Piece[]
  blocks: Block[]
}

/** What is known of the day. */
export interface Known {
  now: number
  status: Status
  hours: Hours
  checkIns: readonly CheckIn[]
  moments: readonly Moment[]
  runs: readonly Run[]
  shields: readonly PlannedShield[]
  /** Further spans that must be in view, in minutes since local midnight. */
  beside?: readonly { from: number; until: number }[]
}

const usual: Part = { start: '09:00', end: '17:00' }
const whole = 24 * 60

/** Where a shield of that length fits from a moment on, in steps of half an hour; else there: all in minutes. */
export function freeFrom({ blocks }: Day, soon: number, length: number): number {
  for (let from = soon; from + length < whole; from += 30)
    if (!blocks.some((block) => block.from < from + length && from < block.until)) return from
  return soon
}

/** Lays the day out: what happened, what is planned, and how the gate stands in between. */
export function layOut(known: Known): Day {
  const { now, status, hours, beside = [] } = known
  const local = localOf(status.zone)
  const today = local(now)
  const parts = off(hours, today.date) ? [] : (hours.week[today.weekday] ?? [])
  const marks = marksOf(known, local)
  const blocks = blocksOf(known, local)
  const spans = [...blocks, ...beside].flatMap((span) => [span.from, span.until])
  const ends = [today.minutes, ...marks.map(({ at }) => at), ...spans]
  const seen = parts.length ? parts : [usual]
  const from = floor(Math.min(...ends, ...seen.map(({ start }) => minutesOf(start))))
  const until = ceil(Math.max(...ends, ...seen.map(({ end }) => minutesOf(end))))
  const always = hours.week.every((day) => !day?.length)
  const working = always && !off(hours, today.date) ? [{ start: '00:00', end: '24:00' }] : parts
  const line = lineOf(status)
  const pieces = piecesOf({ from, until, now: today.minutes, working, blocks, line })
  return { date: today.date, from, until, now: today.minutes, marks, pieces, blocks }
}

/** A span of instants as minutes of a local day; null: nothing of it is on that day. */
export function spanOn(
  date: string,
  from: string,
  until: string,
  local: (at: number) => Local,
): { from: number; until: number } | null {
  const [start, end] = [local(Date.parse(from)), local(Date.parse(until))]
  const begins = start.date < date ? 0 : start.date > date ? whole : start.minutes
  const ends = end.date > date ? whole : end.date < date ? 0 : end.minutes
  return begins < ends ? { from: begins, until: ends } : null
}

function marksOf(known: Known, local: (at: number) => Local): Mark[] {
  const { now, runs, moments } = known
  const today = local(now).date
  const on = (at: string) => local(Date.parse(at)).date === today
  const happened = runs.filter(({ openedAt }) => on(openedAt)).map((run) => ran(run, known, local))
  const planned = moments
    .filter(({ at }) => on(at) && Date.parse(at) > now)
    .map((moment) => planIn(moment, known, local))
  return [...happened, ...planned].sort((a, b) => a.at - b.at)
}

function ran(run: Run, { status }: Known, local: (at: number) => Local): Mark {
  const at = local(Date.parse(run.openedAt)).minutes
  const until = run.endsAt && timeOf(local(Date.parse(run.endsAt)).minutes)
  const what: Mark['what'] =
    status.run?.id === run.id
      ? { is: 'open', until, stay: !run.endsAt }
      : { is: 'past', delivered: run.delivered, late: run.late }
  return { at, time: timeOf(at)!, what, of: [], draft: null }
}

function planIn(moment: Moment, known: Known, local: (at: number) => Local): Mark {
  const at = local(Date.parse(moment.at)).minutes
  const movedFrom = moment.moved ? timeOf(local(Date.parse(moment.planned)).minutes) : null
  const of = moment.of ?? []
  const names = of.map(({ client }) => client)
  return {
    at,
    time: timeOf(at)!,
    what: { is: 'planned', movedFrom },
    of: names.includes('') ? [] : [...new Set(names)],
    draft: moment.moved || of.length !== 1 ? null : draftOf(of[0]!.checkIn, at, known),
  }
}

// The time of a check-in in another zone is told to the core by that zone's clock.
function draftOf(id: number, at: number, { checkIns, status, now }: Known): Draft | null {
  const rule = checkIns.find((each) => each.id === id)
  if (!rule) return null
  const ahead = rule.zone ? localOf(rule.zone)(now).minutes - localOf(status.zone)(now).minutes : 0
  const base = { kind: 'checkIn', id, rule: 0, from: at, until: at, note: '' } as const
  return { ...base, repeats: !rule.once, up: false, ahead, days: rule.days }
}

function blocksOf(known: Known, local: (at: number) => Local): Block[] {
  const { now, shields, moments } = known
  const today = local(now).date
  const minutes = local(now).minutes
  return shields.flatMap((shield) => {
    const span = spanOn(today, shield.from, shield.until, local)
    if (!span) return []
    const past = Date.parse(shield.until) <= now
    const moves = moments
      .filter(({ at, moved }) => moved && at === shield.until)
      .map(({ planned }) => timeOf(local(Date.parse(planned)).minutes)!)
    const { id, note, cut, rule } = shield
    const up = !past && span.from <= minutes
    const base = { kind: 'shield', id, rule, ...span, note, ahead: 0, days: '' } as const
    const draft: Draft | null = past ? null : { ...base, repeats: rule !== 0, up }
    return [{ id, ...span, note, past, cut, moves, draft }]
  })
}

const off = (hours: Hours, date: string) => hours.off.includes(date)
const floor = (minutes: number) => Math.max(0, Math.floor(minutes / 60) * 60)
const ceil = (minutes: number) => Math.min(whole, Math.ceil((minutes + 1) / 60) * 60)
