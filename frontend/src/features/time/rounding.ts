import type { Rounding } from '../../api'

const place = 'sluice.rounding'

/** To how many minutes times can be rounded; 0: not at all. */
export const steps = [0, 5, 6, 10, 15, 30] as const

/** How times are rounded where nothing else was chosen. */
const plain: Rounding = { round: 0, way: 'up', per: 'entry' }

/** The rounding that was chosen in this browser; where nothing can be kept, none. */
export function keptRounding(): Rounding {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Rounding>
    const round = steps.find((step) => step === kept.round) ?? 0
    return {
      round,
      way: kept.way === 'nearest' ? 'nearest' : 'up',
      per: kept.per === 'day' ? 'day' : 'entry',
    }
  } catch {
    return plain
  }
}

export function keepRounding(rounding: Rounding): void {
  try {
    localStorage.setItem(place, JSON.stringify(rounding))
  } catch {
    // A browser that keeps nothing: the choice lasts as long as the page.
  }
}
