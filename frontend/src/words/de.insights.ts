import type { InsightWords } from './insights'

/** Die Wörter, auf Deutsch, um das, was die letzten Tage sagen. */
export const insights: InsightWords['insights'] = {
  title: 'Einblicke',
  spanName: 'Über wie viele Tage',
  days: (count) => `${count} Tage`,
  few: 'zu wenige, um etwas zu sagen',
  little: (count) =>
    `Das beruht nur auf ${count === 1 ? 'einem Eingang' : `${count} Eingängen`}: lies es als Liste, nicht als Verlauf.`,
  none: 'In diesen Tagen kam nichts.',
  noneNext: 'Sobald etwas durch deine Check-ins kam, steht hier, was es wert war.',
  held: 'Für einen Check-in gehalten',
  heldOf: (count) => `von ${count}, die kamen`,
  keptAway: 'Vermiedene Unterbrechungen',
  keptAwaySays: 'Meldungen, die in konzentrierter Arbeit kamen und später gezeigt wurden',
  brokeThrough: 'Durchgebrochen',
  brokeThroughSays: 'sofort durchgelassen, nach deinen Regeln',
  shielded: 'Konzentrierte Arbeit',
  shieldedSays: 'hinter Schilden',
  proposals: 'Vorgeschlagen',
  proposalsSays:
    'Wofür die letzten vier Wochen sprechen. Nichts ändert sich, ohne dass du annimmst.',
  accept: 'Annehmen',
  decline: 'Ablehnen',
  accepted: 'Angenommen. Z macht es rückgängig',
  declined: 'Es wird nicht wieder vorgeschlagen. Z macht es rückgängig',
  client: 'Kunde',
  waits: 'Längste Wartezeiten',
  waitsSays: 'Wie lange jeder Kunde höchstens gewartet hat, in seinen Zeiten.',
  promised: (wait, broken) =>
    broken > 0
      ? `versprochen ${wait}; ${broken === 1 ? 'einmal' : `${broken}-mal`} nicht eingehalten`
      : `versprochen ${wait}, eingehalten`,
  nothingPromised: 'nichts ist versprochen',
  through: 'Durchbrüche',
  throughSays: 'Ob sie die Unterbrechung wert waren, wie du es beurteilt hast.',
  byRule: 'Durchbrüche nach Regel',
  rule: 'Regel',
  ruleGone: 'Eine Regel, die es nicht mehr gibt',
  throughCount: 'Durchgelassen',
  times: (count) => (count === 1 ? 'einmal' : `${count}-mal`),
  judged: (worth, not) =>
    worth + not === 0
      ? 'noch nicht beurteilt'
      : `${worth} ${worth === 1 ? 'war' : 'waren'} es wert, ${not} nicht`,
  worthOf: (title) => `War es das wert: ${title}`,
  sender: 'Absender',
  noise: 'Wer am meisten schickt',
  noiseSays: 'Und wie viel davon du binnen einer Minute weggelegt hast.',
  arrivals: (count) => `${count}`,
  dropped: (count) => (count === 0 ? 'keine gleich weggelegt' : `${count} gleich weggelegt`),
  day: 'Tag',
  switching: 'Wechsel zu einem anderen Kunden',
  switchingSays: 'Wie oft am Tag. Jeder kostet einige Minuten, um zurückzufinden.',
  switches: (count) => `${count}`,
}
