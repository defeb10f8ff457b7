import type { RecordWords } from './records'

/** Die Wörter, auf Deutsch, um das, was festgehalten ist. */
export const records: RecordWords['records'] = {
  title: 'Festgehalten',
  kinds: { decision: 'Entscheidung', blocker: 'Hindernis', baton: 'Übergabe', note: 'Notiz' },
  kind: 'Was für eine Sache es ist',
  text: 'Was festzuhalten ist',
  hint: {
    decision: 'Was entschieden wurde, und warum',
    blocker: 'Was es aufhält, und auf wen es wartet',
    baton: 'Wie es steht, für den, der weitermacht',
    note: 'Was nicht vergessen werden soll',
  },
  kept: 'Wird beim Tippen behalten. Es bleibt auf diesem Rechner.',
  add: 'Festhalten',
  ask: (what) => `Festhalten: ${what}`,
  resolve: 'Gelöst',
  resolved: 'gelöst',
  standAgain: 'Gilt wieder',
  remove: 'Entfernen',
  worth: 'Es brach durch. War es die Unterbrechung wert?',
  worthYes: 'War es wert',
  worthNo: 'War es nicht wert',
  past: 'Was damit geschah',
  outcomes: {
    delivered: 'Zugestellt.',
    brokeThrough: 'Durchgebrochen.',
    merged: 'Im vorigen aufgegangen.',
    muted: 'Stumm.',
    expired: 'Abgelaufen.',
  },
}
