import type { Hours, Moment, Run, ShieldRule, Status } from '../../api'
import { daysIn, type Part } from '../../ui/form/hours'
import { minutesOf, timeOf } from '../../ui/form/timeofday'

/** What happens at a moment of the day, or will. Minutes since local midnight. */
export interface Mark {
  at: number
  /** "09:30". */
  time: string
  what:
    | { is: 'past'; delivered: number; late: boolean }
    | { is: 'open'; until: string | null }
    | { is: 'planned'; movedFrom: string | null }
}

/** A piece of the gate's line. Minutes since local midnight. */
interface Piece {
  from: number
  until: number
  line: 'past' | 'whole' | 'unsure' | 'collecting' | 'shield' | 'off'
}

/** A shield of the day. Minutes since local midnight; `note` may be empty. */
export interface Block {
  from: number
  until: number
  note: string
  past: boolean
}

/** The day as it is drawn: whole hours from and until, in minutes since local midnight. */
export interface Day {
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
  moments: readonly Moment[]
  runs: readonly Run[]
  shields: readonly ShieldRule[]
}

const usual: Part = { start: '09:00', end: '17:00' }
const whole = 24 * 60

const room = 20 // minutes on the day's line that the words of a mark need

/**
 * Where the words of each mark stand, in minutes: at its moment, or just below the words before it;
 * and clear of a shield's words, above its beginning and below its end.
 */
export function places(marks: readonly Mark[], blocks: readonly Block[]): number[] {
  let free = -room
  return marks.map(({ at }) => {
    const begins = blocks.some(({ from }) => Math.abs(at - from) < room / 2)
    const ends = blocks.some(({ until }) => Math.abs(at - until) < room / 2)
    const wanted = begins ? at - room / 2 - 2 : ends ? at + room / 2 + 2 : at
    free = Math.max(wanted, free) + room
    return free - room
  })
}

/** Lays the day out: what happened, what is planned, and how the gate stands in between. */
export function layOut(known: Known): Day {
  const { now, status, hours } = known
  const local = localOf(status.zone)
  const today = local(now)
  const parts = off(hours, today.date) ? [] : (hours.week[today.weekday] ?? [])
  const marks = marksOf(known, local)
  const blocks = blocksOf(known, local)
  const ends = [...marks.map(({ at }) => at), ...blocks.flatMap((b) => [b.from, b.until])]
  const seen = parts.length ? parts : [usual]
  const from = floor(Math.min(today.minutes, ...seen.map(({ start }) => minutesOf(start)), ...ends))
  const until = ceil(Math.max(today.minutes, ...seen.map(({ end }) => minutesOf(end)), ...ends))
  const always = hours.week.every((day) => !day?.length)
  const working = always && !off(hours, today.date) ? [{ start: '00:00', end: '24:00' }] : parts
  const pieces = piecesOf({
    from,
    until,
    now: today.minutes,
    working,
    blocks,
    line: lineOf(status),
  })
  return { from, until, now: today.minutes, marks, pieces, blocks }
}

interface Local {
  date: string
  weekday: number
  minutes: number
}

/** Reads instants in milliseconds by the clock and calendar of a zone. */
export function localOf(zone: string): (at: number) => Local {
  const format = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  })
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map((p) => [p.type, p.value]))
    const date = `${parts.year}-${parts.month}-${parts.day}`
    const minutes = Number(parts.hour) * 60 + Number(parts.minute)
    return { date, weekday: new Date(`${date}T00:00Z`).getUTCDay(), minutes }
  }
}

function marksOf({ now, status, moments, runs }: Known, local: (at: number) => Local): Mark[] {
  const today = local(now).date
  const on = (at: string) => local(Date.parse(at))
  const mark = (at: string, what: Mark['what']): Mark => {
    const { minutes } = on(at)
    return { at: minutes, time: timeOf(minutes)!, what }
  }
  const clock = (at: string) => timeOf(on(at).minutes)!
  const happened = runs
    .filter(({ openedAt }) => on(openedAt).date === today)
    .map((run) => {
      const open = status.run?.id === run.id
      return open
        ? mark(run.openedAt, { is: 'open', until: run.endsAt && clock(run.endsAt) })
        : mark(run.openedAt, { is: 'past', delivered: run.delivered, late: run.late })
    })
  const planned = moments
    .filter(({ at }) => on(at).date === today && Date.parse(at) > now)
    .map(({ at, planned, moved }) =>
      mark(at, { is: 'planned', movedFrom: moved ? clock(planned) : null }),
    )
  return [...happened, ...planned].sort((a, b) => a.at - b.at)
}

// The shield that is up is known by its end; what began it is drawn from now on.
function blocksOf({ now, status, shields }: Known, local: (at: number) => Local): Block[] {
  const { date, weekday, minutes } = local(now)
  const up = status.shieldUntil ? local(Date.parse(status.shieldUntil)) : null
  const until = up && (up.date === date ? up.minutes : whole)
  const repeating = shields
    .filter(({ days }) => daysIn(days).includes(weekday))
    .map(({ at, minutes: length, note }) => {
      const end = Math.min(whole, minutesOf(at) + length)
      return { from: minutesOf(at), until: end, note, past: end <= minutes }
    })
  const running = repeating.some((block) => block.from <= minutes && block.until > minutes)
  const now_ = until && !running ? [{ from: minutes, until, note: '', past: false }] : []
  return [...repeating, ...now_].sort((a, b) => a.from - b.from)
}

interface Pieces {
  from: number
  until: number
  now: number
  working: readonly Part[]
  blocks: readonly Block[]
  line: Piece['line']
}

// The day is cut wherever something changes, and each piece says what it is.
function piecesOf({ from, until, now, working, blocks, line }: Pieces): Piece[] {
  const cuts = new Set([from, until, now])
  for (const { start, end } of working) cuts.add(minutesOf(start)).add(minutesOf(end))
  for (const block of blocks) cuts.add(block.from).add(block.until)
  const at = [...cuts].filter((cut) => cut >= from && cut <= until).sort((a, b) => a - b)
  const within = (minute: number, start: number, end: number) => minute >= start && minute < end
  return at.slice(0, -1).map((start, i) => {
    const inside = working.some((w) => within(start, minutesOf(w.start), minutesOf(w.end)))
    const shield = blocks.some((block) => within(start, block.from, block.until))
    const kind = shield ? 'shield' : !inside ? 'off' : start < now ? 'past' : line
    return { from: start, until: at[i + 1]!, line: kind }
  })
}

function lineOf({ silence, state, run }: Status): Piece['line'] {
  if (state === 'holding' || run) {
    if (silence === 'confirmed' || run) return 'whole'
    return silence === 'asked' ? 'unsure' : 'collecting'
  }
  return state === 'off' ? 'off' : 'whole'
}

const off = (hours: Hours, date: string) => hours.off.includes(date)
const floor = (minutes: number) => Math.max(0, Math.floor(minutes / 60) * 60)
const ceil = (minutes: number) => Math.min(whole, Math.ceil((minutes + 1) / 60) * 60)
