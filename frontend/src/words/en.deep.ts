import { span } from './counts'
import type { HandlingWords } from './handling'

/** Deep work, in English. */
export const deep: HandlingWords['deep'] = {
  name: 'Deep work',
  leftUntil: (at) => `Left until ${at}`,
  left: (hours, minutes) => `${hours}:${String(minutes).padStart(2, '0')}`,
  leftName: (hours, minutes) => `${span(hours * 60 + minutes)} left`,
  note: 'What it is for',
  checkInFollows: 'The check-in comes at the end',
  kept: (next) => (next ? `What arrives is kept for ${next}` : 'What arrives is kept'),
  goesOn: (until) => `Deep work goes on until ${until};`,
  follows: 'the check-in comes at its end.',
  nextIs: (at) => `the next check-in is ${at}.`,
  askFor: 'what arrives is held until you ask for it.',
  toQueue: 'Work in the queue',
  noteLater: 'Note for later',
}
