import { moment, type Words } from '../words'

interface Gate {
  shieldUntil?: string | null | undefined
  nextCheckIn: string | null
  zone: string
}

/** Says how long deep work goes on and when the next check-in is; empty where no shield is up. */
export function goesOn(status: Gate, now: number, words: Words): string {
  const { shieldUntil, nextCheckIn, zone } = status
  if (!shieldUntil) return ''
  const at = (instant: string) => moment(instant, now, zone, words)
  const { deep } = words
  const then = nextCheckIn ? deep.nextIs(at(nextCheckIn)) : deep.askFor
  return `${deep.goesOn(at(shieldUntil))} ${nextCheckIn === shieldUntil ? deep.follows : then}`
}
