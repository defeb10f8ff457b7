import { daysIn, span } from './counts'
import { told } from './de.core'
import { named } from './de.forms'
import { found } from './de.found'
import { many } from './de.counts'
import { handling } from './de.handling'
import { insights } from './de.insights'
import { records } from './de.records'
import { setup } from './de.setup'
import type { Words } from './words'

/** Die Oberfläche auf Deutsch. */
export const de: Words = {
  ...handling,
  ...setup,
  insights,
  records,
  locale: 'de-DE',
  tomorrow: 'morgen',
  calendar: {
    days: 'Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag'.split(' '),
    shortDays: 'So Mo Di Mi Do Fr Sa'.split(' '),
    months: 'Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.'.split(' '),
    date: (day, month) => `${day}. ${month}`,
  },
  told,
  found,
  named,

  gate: {
    holding: 'Hält',
    unconfirmed: 'Hält, nicht bestätigt',
    collecting: 'Sammelt, nicht stumm',
    shield: 'Konzentrierte Arbeit',
    open: 'Check-in offen',
    off: 'Aus',
    nextToday: (at, minutes) =>
      minutes === 0
        ? '· nächster Check-in jetzt'
        : `· nächster Check-in ${at}, in ${span(minutes)}`,
    nextLater: (at) => `· nächster Check-in ${at}`,
    noneNext: '· kein Check-in ist geplant',
    until: (at) => `bis ${at}`,
    untilUnconfirmed: (at) => `bis ${at}, nicht bestätigt`,
    untilCollecting: (at) => `bis ${at}, nicht stumm`,
    left: (count) => (count === 0 ? '· nichts übrig' : `· noch ${count}`),
    offForNow: '· nichts ist geplant',
    connecting: 'Der Kern wird gesucht',
  },

  rail: { name: 'Kunden und Seiten', all: 'Alle Kunden', allMark: 'Alle' },

  screens: {
    today: 'Heute',
    checkin: 'Check-in',
    queue: 'Warteschlange',
    clients: 'Kunden',
    time: 'Zeit',
    insights: 'Einblicke',
    rules: 'Regeln',
    settings: 'Einstellungen',
  },

  queue: {
    name: 'Warteschlange',
    list: 'Offene Einträge, die wichtigsten zuerst',
    item: 'Gewählter Eintrag',
    thread: 'Nachrichten',
    untitled: (from) => (from ? `Ohne Titel, von ${from}` : 'Ohne Titel'),
    withdrawn: 'Vom Absender zurückgezogen',
    earlier: 'Was vorher darin stand',
    unassigned: 'Noch kein Kunde',
    client: (name) => name,
    from: (name, app) => [name, app].filter(Boolean).join(', '),
    rowName: (parts) => parts.filter(Boolean).join('. '),
    lasting: (reason, minutes) =>
      `${reason}, seit ${daysIn(minutes) ? `${daysIn(minutes)} Tagen` : span(minutes)}`,
    somebody: 'Jemand',
  },

  empty: {
    title: 'Nichts wartet auf dich.',
    handled: 'Alles ist bearbeitet.',
    nextToday: (at) => `Der nächste Check-in ist um ${at}.`,
    nextLater: (at) => `Der nächste Check-in ist ${at}.`,
    noneNext: 'Kein Check-in ist geplant; was kommt, wird gehalten, bis du danach fragst.',
    open: 'Der Check-in ist noch offen: was jetzt kommt, erscheint hier.',
    off: (at) =>
      at
        ? `Sluice ist bis ${at} aus; was kommt, wird aufgehoben.`
        : 'Sluice ist aus; was kommt, wird aufgehoben.',
    unknown: '',
  },

  acts: {
    next: 'Nächster Eintrag',
    previous: 'Voriger Eintrag',
    first: 'Erster Eintrag',
    last: 'Letzter Eintrag',
    move: 'bewegen',
    open: 'Eintrag öffnen',
    openAtSource: 'An der Quelle öffnen',
    decide: 'Entscheiden',
    reply: 'Antworten',
    call: 'Alle Inhalte verbergen oder zeigen, für ein Gespräch',
    done: 'Erledigt',
    reopen: 'Zurückholen',
    snooze: 'Später',
    wait: 'Warten',
    pin: 'Anheften',
    mute: 'Stumm',
    assign: 'Einem Kunden geben',
    more: 'Wichtiger',
    less: 'Weniger wichtig',
    mark: 'Wählen',
    extendDown: 'Den nächsten mitwählen',
    extendUp: 'Den vorigen mitwählen',
    markAll: 'Alle wählen',
    clearMarks: 'Keinen wählen',
    endRun: 'Den Check-in beenden',
    endRunHint: 'beenden',
    switchTo: (client) => `Zu ${client} wechseln`,
    search: 'Suchen',
    palette: 'Alle Befehle',
    capture: 'Etwas für später notieren',
    goShield: 'Zur konzentrierten Arbeit',
    endShieldAndCheckIn: 'Konzentrierte Arbeit beenden und Check-in öffnen',
    nextTab: 'Nächster Tab der Warteschlange',
    previousTab: 'Voriger Tab der Warteschlange',
    undo: 'Rückgängig',
    shield: 'Schild',
    shieldStart: 'Schild beginnen oder beenden',
    shieldEnd: 'Beenden',
    session: 'Sitzung beginnen oder beenden',
    checkIn: 'Jetzt Check-in öffnen',
    go: (screen) => `Gehe zu ${screen}`,
    keys: 'Tasten',
    allKeys: 'alle Tasten',
    back: 'Zurück',
  },

  said: {
    done: (count) => `${many(count)}Erledigt. Z macht es rückgängig`,
    reopened: (count) => `${many(count)}Wieder in der Warteschlange. Z macht es rückgängig`,
    snoozed: (count) => `${many(count)}Zurückgestellt. Z macht es rückgängig`,
    waiting: (count, who) => `${many(count)}Wartet auf ${who}. Z macht es rückgängig`,
    pinned: (count) => `${many(count)}Angeheftet. Z macht es rückgängig`,
    unpinned: (count) => `${many(count)}Nicht mehr angeheftet. Z macht es rückgängig`,
    muted: (count) => `${many(count)}Stumm. Z macht es rückgängig`,
    assigned: (count, client) => `${many(count)}Gehört jetzt ${client}. Z macht es rückgängig`,
    routed: (what, client) => `${what} geht ab jetzt an ${client}. Z macht es rückgängig`,
    more: 'Was von diesem Absender kommt, zählt mehr. Z macht es rückgängig',
    less: 'Was von diesem Absender kommt, zählt weniger. Z macht es rückgängig',
    captured: 'Notiert, in der Warteschlange',
    viewSaved: (name) => `„${name}“ ist jetzt ein Tab der Warteschlange. Z macht es rückgängig`,
    viewRemoved: (name) => `Der Tab „${name}“ ist weg. Z macht es rückgängig`,
    undone: (what) => (what ? `Rückgängig: „${what}“` : 'Rückgängig gemacht'),
    shielded: (at, key) => `Konzentrierte Arbeit bis ${at}${key && `. ${key} beendet sie`}`,
    shieldEnded: 'Die konzentrierte Arbeit ist zu Ende',
    written: 'Festgehalten. Z macht es rückgängig',
    recordRemoved: 'Entfernt. Z bringt es zurück',
    worth: (yes) =>
      yes
        ? 'Vermerkt: es war es wert. Z macht es rückgängig'
        : 'Vermerkt: es war es nicht wert. Z macht es rückgängig',
    callStarted: (at) => `Inhalte sind bis ${at} verborgen`,
    callEnded: 'Inhalte werden wieder gezeigt',
  },

  call: {
    hidden: 'Verborgen',
    until: (at) => `Inhalte sind bis ${at} verborgen. Wieder zeigen`,
  },

  shield: {
    title: 'Konzentrierte Arbeit für',
    minutes: (count) => `${count} Minuten`,
    untilCheckIn: (at) => `Bis zum nächsten Check-in, ${at}`,
    breaks: 'Eine längste Wartezeit würde überschritten',
    breaksAnother: 'Jemand hinter der Wand würde zu lange warten.',
    onlyUntil: (at) => `Nur bis ${at}`,
    allTheSame: 'Trotzdem beginnen',
    notNow: 'Jetzt nicht',
  },

  trouble: {
    unreachable:
      'Der Kern von Sluice antwortet nicht. Was du siehst, kann alt sein; es wird weiter versucht.',
    odd: 'Der Kern gab eine Antwort, die hier keinen Sinn ergibt.',
    updated: 'Sluice wurde aktualisiert. Diese Seite ist noch die alte.',
    retry: 'Noch einmal versuchen',
    reload: 'Die neue laden',
    dismiss: 'Schließen',
    label: 'Störung',
  },

  keys: {
    title: 'Tasten',
    list: 'In einer Liste',
    item: 'Ein Eintrag',
    close: 'Schließen',
    letters: 'Einzelne Buchstaben',
    lettersWhy:
      'Aus: nur Tasten mit Strg, Pfeile, Enter und Esc wirken, damit Spracheingabe oder ein Versehen nichts auslöst.',
    names: {
      Enter: '↵',
      ArrowDown: '↓',
      ArrowUp: '↑',
      Escape: 'Esc',
      Shift: 'Umschalt',
      Mod: 'Strg',
    },
  },
}
