import { words } from '../words'
import type { IconName } from './icons'

type State = keyof typeof words.capturePage.state

const icons: Record<State, IconName> = {
  ok: 'ok',
  degraded: 'time',
  needs_you: 'late',
  starting: 'waiting',
  none: 'none',
}
const tones: Partial<Record<State, 'ok' | 'late'>> = { ok: 'ok', needs_you: 'late' }

/** How the reading of other programs' notifications stands, as it is drawn. */
export function captureState(state: State) {
  return { icon: icons[state], word: words.capturePage.state[state], tone: tones[state] }
}
