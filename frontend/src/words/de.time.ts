import type { time as english } from './en.time'

const sessions = (count: number) => (count === 1 ? '1 Sitzung' : `${count} Sitzungen`)
const lines = (count: number) => (count === 1 ? '1 Zeile' : `${count} Zeilen`)

/** Die Wörter, auf Deutsch, der Seite für die Zeit. */
export const time: typeof english = {
  time: {
    week: 'Die Woche',
    sum: 'Summe',
    all: 'Alle Kunden',
    before: 'Die Woche davor',
    after: 'Die Woche danach',
    thisWeek: 'Diese Woche',
    add: 'Zeit nachtragen',
    addTitle: 'Zeit nachtragen',
    correct: 'Berichtigen',
    empty:
      'Für diesen Tag ist nichts eingetragen. T beginnt eine Sitzung; was vorbei ist, lässt sich hier nachtragen.',
    gap: (length) => `${length} dazwischen`,
    running: 'jetzt',
    billable: 'Abrechenbar',
    unbilled: 'nicht berechnet',
    coordination: 'Abstimmung',
    remove: 'Entfernen',
    saved: 'Gespeichert. Z macht es rückgängig',
    removed: 'Entfernt. Z macht es rückgängig',
    totals: 'Was zusammenkam',
    rate: 'Satz, vereinbart',
    effective: 'Satz, tatsächlich',
    amount: 'Betrag',
    share: (percent, clock) => `${percent} davon, ${clock}, waren Abstimmung`,
    nothing: 'In dieser Woche wurde nicht gearbeitet.',
    rounding: 'Rundung',
    step: (minutes) => (minutes ? `Auf ${minutes} min` : 'Nicht gerundet'),
    way: 'In welche Richtung',
    up: 'auf',
    nearest: 'zum nächsten',
    per: 'Was gerundet wird',
    perEntry: 'jede Sitzung',
    perDay: 'jeder Tag je Aufgabe',
    export: 'Export',
    asCsv: 'Als CSV',
    asPdf: 'Als PDF',
    exported: (name) => `Exportiert als ${name}`,
    import: 'Aus Toggl importieren',
    importSays:
      'In Toggl: Berichte, Detailliert, Export als CSV. Nichts wird gespeichert, bevor du gesehen hast, was käme.',
    file: 'Der detaillierte Bericht von Toggl',
    brings: (count, clock) =>
      count === 0 ? 'Nichts darin ist neu.' : `${sessions(count)} kämen, ${clock} Arbeit.`,
    duplicates: (count) =>
      count === 1 ? '1 Zeile ist schon da.' : `${count} Zeilen sind schon da.`,
    leftOut: (count) =>
      count === 1 ? '1 Zeile wird ausgelassen.' : `${count} Zeilen werden ausgelassen.`,
    overlapping: (line) => `Ausgelassen, weil eine andere Sitzung diese Zeit hat: Zeile ${line}.`,
    unreadable: (line, why) => `Zeile ${line} ist nicht zu lesen: ${why}`,
    whose: (name, count) => `${name || 'Ohne Kunden'}, ${lines(count)}`,
    whoseIs: 'Wem gehört das?',
    nobody: 'Auslassen',
    takeIn: (count) => `${sessions(count)} importieren`,
    imported: (count) => `${sessions(count)} importiert. Z macht es rückgängig`,
  },
}
