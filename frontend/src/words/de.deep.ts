import { span } from './counts'
import type { HandlingWords } from './handling'

/** Konzentrierte Arbeit, auf Deutsch. */
export const deep: HandlingWords['deep'] = {
  name: 'Konzentrierte Arbeit',
  leftUntil: (at) => `Übrig bis ${at}`,
  left: (hours, minutes) => `${hours}:${String(minutes).padStart(2, '0')}`,
  leftName: (hours, minutes) => `noch ${span(hours * 60 + minutes)}`,
  note: 'Wofür',
  checkInFollows: 'Der Check-in kommt am Ende',
  kept: (next) => (next ? `Was kommt, wird bis ${next} aufgehoben` : 'Was kommt, wird aufgehoben'),
  goesOn: (until) => `Die konzentrierte Arbeit dauert bis ${until};`,
  follows: 'der Check-in kommt an ihrem Ende.',
  nextIs: (at) => `der nächste Check-in ist ${at}.`,
  askFor: 'was kommt, wird gehalten, bis du danach fragst.',
  toQueue: 'In der Warteschlange arbeiten',
  noteLater: 'Für später notieren',
}
