import { minutesOf } from '../../ui/form/timeofday'
import type { Status } from '../../api'
import type { Part } from '../../ui/form/hours'

/** A piece of the gate's line. Minutes since local midnight. */
export interface Piece {
  from: number
  until: number
  line: 'past' | 'pastShield' | 'whole' | 'unsure' | 'collecting' | 'shield' | 'off'
}

interface Known {
  from: number
  until: number
  now: number
  working: readonly Part[]
  blocks: readonly { from: number; until: number }[]
  line: Piece['line']
}

/** The gate's line, cut wherever something changes; each piece says what it is. */
export function piecesOf({ from, until, now, working, blocks, line }: Known): Piece[] {
  const cuts = new Set([from, until, now])
  for (const { start, end } of working) cuts.add(minutesOf(start)).add(minutesOf(end))
  for (const block of blocks) cuts.add(block.from).add(block.until)
  const at = [...cuts].filter((cut) => cut >= from && cut <= until).sort((a, b) => a - b)
  const within = (minute: number, start: number, end: number) => minute >= start && minute < end
  return at.slice(0, -1).map((start, i) => {
    const inside = working.some((w) => within(start, minutesOf(w.start), minutesOf(w.end)))
    const shield = blocks.some((block) => within(start, block.from, block.until))
    const past = start < now
    const kind = shield ? (past ? 'pastShield' : 'shield') : !inside ? 'off' : past ? 'past' : line
    return { from: start, until: at[i + 1]!, line: kind }
  })
}

/** How the gate's line is drawn from now on. */
export function lineOf({ silence, state, run }: Status): Piece['line'] {
  if (state === 'holding' || run) {
    if (silence === 'confirmed' || run) return 'whole'
    return silence === 'asked' ? 'unsure' : 'collecting'
  }
  return state === 'off' ? 'off' : 'whole'
}
