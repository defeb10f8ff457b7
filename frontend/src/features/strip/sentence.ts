import type { Status } from '../../api'
import type { GateName } from '../../ui/icons'
import { daysBetween, minutesUntil, moment, type Words } from '../../words'

/** What the strip says and how it looks. `state` and `rest` together are one true sentence. */
export interface Sentence {
  /** The drawing of the gate, which also decides how much of the strip is filled. */
  gate: GateName
  state: string
  rest: string
  /** The sentence without what changes every minute, to be read out when it changes. */
  spoken: string
  /** How far the gate's leaves stand apart: the share of a check-in that is left, 0 to 1. */
  open: number
}

/** Says how the gate stands at an instant of the core's clock (milliseconds since 1970). */
export function sentence(status: Status, now: number, words: Words): Sentence {
  switch (status.state) {
    case 'shield':
      return shield(status, now, words)
    case 'checkin':
      return checkIn(status, words)
    case 'off':
      return off(status, now, words)
    case 'holding':
      return holding(status, now, words)
  }
}

function shield(status: Status, now: number, words: Words): Sentence {
  const at = status.shieldUntil && moment(status.shieldUntil, now, status.zone, words)
  return plain('shield', words.gate.shield, at ? shieldRest(status, at, words) : '')
}

// A shield that cannot silence other programs says so: the sentence must be true.
function shieldRest(status: Status, at: string, words: Words): string {
  if (status.silence === 'confirmed') return words.gate.until(at)
  if (status.silence === 'asked') return words.gate.untilUnconfirmed(at)
  return words.gate.untilCollecting(at)
}

function checkIn({ run }: Status, words: Words): Sentence {
  const said = plain('open', words.gate.open, run ? words.gate.left(run.left) : '')
  const share = run && run.total > 0 ? run.left / run.total : 0
  return { ...said, open: Math.min(1, Math.max(0, share)) }
}

function off(status: Status, now: number, words: Words): Sentence {
  const at = status.offUntil && moment(status.offUntil, now, status.zone, words)
  return plain('off', words.gate.off, at ? words.gate.until(at) : words.gate.offForNow)
}

function holding(status: Status, now: number, words: Words): Sentence {
  const { rest, spoken } = next(status, now, words)
  const said = (gate: GateName, state: string) => ({
    ...plain(gate, state, rest),
    spoken: `${state} ${spoken}`,
  })
  if (status.silence === 'confirmed') return said('holding', words.gate.holding)
  if (status.silence === 'asked') return said('unsure', words.gate.unconfirmed)
  return said('collecting', words.gate.collecting)
}

function next({ nextCheckIn, zone }: Status, now: number, words: Words) {
  if (!nextCheckIn) return { rest: words.gate.noneNext, spoken: words.gate.noneNext }
  const at = moment(nextCheckIn, now, zone, words)
  const spoken = words.gate.nextLater(at)
  const today = daysBetween(now, Date.parse(nextCheckIn), zone) === 0
  return { rest: today ? words.gate.nextToday(at, minutesUntil(nextCheckIn, now)) : spoken, spoken }
}

function plain(gate: GateName, state: string, rest: string): Sentence {
  return { gate, state, rest, spoken: `${state} ${rest}`, open: 0 }
}
