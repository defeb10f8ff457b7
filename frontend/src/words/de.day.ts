import { itemsOf } from './de.counts'
import type { day as english } from './en.day'

/** Die Wörter, auf Deutsch, von Heute und von der laufenden Sitzung. */
export const day: typeof english = {
  today: {
    next: 'Nächster Check-in',
    none: 'Keiner ist geplant',
    openNow: 'Jetzt öffnen',
    add: 'Check-in',
    planShield: 'Schild planen',
    past: 'Diese Zeit ist schon vorbei.',
    noEnd: 'Es braucht ein Ende nach seinem Anfang.',
    plan: 'Der Tag',
    worked: 'Arbeit',
    planned: 'Plan',
    calendar: 'Kalender',
    workedName: (what, from, until) =>
      until ? `${what}, ${from} bis ${until}` : `${what}, seit ${from}, läuft`,
    meeting: 'Ein Termin',
    unanswered: 'nicht beantwortet',
    came: (count) => (count === 0 ? 'nichts war gekommen' : `${count} kamen durch`),
    late: (count) => `${count}, verspätet`,
    openUntil: (at) => `offen bis ${at}`,
    open: 'offen',
    stays: 'offen, bis du ihn beendest',
    budget: (minutes, items) => `Check-in, ${items ? itemsOf(items) : `${minutes} Minuten`}`,
    moved: (from, whose) => (whose ? `${whose}, verlegt von ${from}` : `verlegt von ${from}`),
    movesTo: (from, to) => `Der Check-in um ${from} rückt auf ${to}`,
    markName: (at, says) => `${at}, ${says}`,
    deepWork: 'Konzentrierte Arbeit',
    kept: (span, cut) => (cut ? `${span}, vorzeitig beendet` : `${span}, ganz eingehalten`),
    until: (at) => `bis ${at}`,
    now: (at) => `Jetzt, ${at}`,

    keys: 'Die Pfeile verschieben um fünf Minuten, Bild auf und ab um dreißig; mit Umschalt verschieben sie das Ende eines Schilds. Enter speichert oder ändert, Esc lässt alles, wie es war.',
    dragEnd: 'Ziehen, um früher oder später zu enden',
    moving: (kind, from, until) => (kind === 'shield' ? `${from} bis ${until}` : from),
    title: (kind, at) => (kind === 'shield' ? `Schild um ${at}` : `Check-in um ${at}`),
    newTitle: (kind) => (kind === 'shield' ? 'Ein Schild' : 'Ein Check-in'),
    at: 'Um',
    note: 'Wofür',
    notePlace: 'Wofür ist es?',
    leave: 'Lassen, wie es ist',
    onlyToday: 'Nur heute',
    everyDay: 'Jeden Tag',
    weekdays: 'An Werktagen',
    onAllDays: (sentence) => `An allen Tagen: ${sentence}`,
    takeOut: (kind, always, repeats) => {
      if (always) return 'An allen Tagen entfernen'
      if (kind === 'shield') return repeats ? 'Heute absagen' : 'Absagen'
      return repeats ? 'Heute auslassen' : 'Entfernen'
    },
    saidMoved: (kind, fresh, at) => {
      const what = kind === 'shield' ? 'Schild' : 'Check-in'
      return `${what} ${fresh ? 'um' : 'verlegt auf'} ${at}. Z macht es rückgängig`
    },
    saidRemoved: (kind, at) =>
      `${kind === 'shield' ? 'Schild' : 'Check-in'} um ${at} ausgelassen. Z macht es rückgängig`,

    stuck: 'Kommt ohne dich nicht weiter',
    stuckSays: (said) => said.replace(/ kommt ohne dich nicht weiter, /, ', '),
    waiting: 'Du wartest auf',
    waitFor: (who, since, ask) =>
      [who || 'Jemand', since && `seit ${since}`].filter(Boolean).join(', ') +
      (ask ? `. Nachfragen ${ask}` : ''),
    nobody: 'Niemand wartet auf dich, und du wartest auf niemanden.',
    hours: 'Stunden diese Woche',
    of: (promised) => `von ${promised}`,
    notPromised: 'Keine Stunden versprochen',
    empty: 'Heute ist kein Check-in geplant.',
    aside: 'Nächstes, Stockendes, Warten, Stunden',
  },

  session: {
    start: 'Sitzung',
    name: (what, clock) => `Sitzung: ${what}, ${clock}. T beendet sie`,
    startTitle: (client) => (client ? `Eine Sitzung für ${client}` : 'Eine Sitzung'),
    stopTitle: (client) => `Du verlässt ${client}`,
    client: 'Für',
    choose: 'Kunden wählen',
    noClient: 'Wähle einen Kunden; unter Kunden lässt sich einer anlegen.',
    project: 'Aufgabe',
    projectPlace: 'Woran arbeitest du?',
    since: 'Seit',
    sincePlace: 'jetzt, 9:30, 20 min',
    noSince: 'Eine vergangene Zeit von heute wie 9:30, oder 20 min.',
    begin: 'Beginnen',
    resume: 'Wo stehst du, und was kommt als Nächstes?',
    resumePlace: 'Eine Zeile für das nächste Mal',
    skip: 'Ohne Zeile',
    end: 'Beenden',
    started: (client) => `Eine Sitzung für ${client}. T beendet sie`,
    stopped: (client) => `Die Sitzung für ${client} ist beendet. Z macht es rückgängig`,
    leftAt: (at) => (at ? `Wo du aufgehört hast, ${at}` : 'Wo du aufgehört hast'),
    goOn: 'Weiter',
    lines: 'Zu deiner Sitzung',
    away: { keep: 'Es war Arbeit', drop: 'Es war keine', split: 'Eigene Sitzung' },
    awaySays: {
      keep: 'Die Sitzung läuft weiter, wie sie ist',
      drop: 'Die Zeit wird aus der Sitzung geschnitten',
      split: 'Die Zeit wird eine eigene Sitzung',
    },
    awaySaid: {
      keep: 'Als Arbeit behalten. Z macht es rückgängig',
      drop: 'Herausgeschnitten. Z macht es rückgängig',
      split: 'Jetzt eine eigene Sitzung. Z macht es rückgängig',
    },
  },
}
