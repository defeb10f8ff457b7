import { span } from './counts'
import { accounts } from './de.accounts'
import { day } from './de.day'
import { machine } from './de.machine'
import { pages } from './de.pages'
import { time } from './de.time'
import type { setup as english } from './en.setup'

/** Die Wörter, auf Deutsch, für alles, was eingerichtet wird. */
export const setup: typeof english = {
  ...accounts,
  ...machine,
  ...pages,
  ...day,
  ...time,
  span,

  form: {
    noTime: 'Bitte eine Zeit wie 9:30.',
    noSpan: 'Bitte eine Dauer wie 3 h oder 90 min.',
    remove: (what) => `${what} entfernen`,
    take: 'Entfernen',
    turned: (on) => `${on ? 'Eingeschaltet' : 'Ausgeschaltet'}. Z macht es rückgängig`,
    add: 'Hinzufügen',
    addTime: 'Zeit hinzufügen',
    newTime: 'Neue Zeit',
    workingDays: 'Arbeitstage',
    hours: 'Zeiten',
    from: 'Von',
    to: 'bis',
    until: 'Bis',
    hoursLine: (line) => `Zeiten, Zeile ${line}`,
    removeHours: (line) => `Zeile ${line} der Zeiten entfernen`,
    always: 'Immer',
    setHours: 'Zeiten setzen',
    otherHours: 'An manchen Tagen andere Zeiten',
    atMost: (time) => `höchstens ${time}`,
    waits: (waits) =>
      waits.length
        ? `Wartezeiten zwischen Check-ins. ${waits.join('. ')}`
        : 'Keine Wartezeiten zwischen Check-ins',
    colour: 'Farbe',
    colours: [
      'blau',
      'grün',
      'bernstein',
      'rosa',
      'violett',
      'oliv',
      'orange',
      'petrol',
      'schiefer',
    ],
    save: 'Speichern',
    cancel: 'Abbrechen',
    unsaved: 'Noch nicht gespeichert',
    saved: 'Gespeichert. Z macht es rückgängig',
    removed: (what) => `Entfernt: ${what}. Z macht es rückgängig`,
    loading: 'Der Kern wird gefragt',
    copy: 'Kopieren',
    copyOf: (what) => `Kopieren: ${what}`,
    copied: 'Kopiert',
  },

  verdict: {
    confirmed: 'Geprüft',
    asked: 'Angenommen',
    impossible: 'Nicht möglich',
    off: 'Nicht verlangt',
  },

  firstRun: {
    off: 'Aus',
    rest: '· nichts wird stummgeschaltet, bis du hier fertig bist',
    steps: ['Zeiten und Check-ins', 'Kunden', 'Worauf hören', 'Ruhe dazwischen'],
    step: (at, of) => `Schritt ${at} von ${of}`,
    next: (what) => `Weiter: ${what}`,
    finish: 'Heute öffnen',
    skip: 'Überspringen',
    back: 'Zurück',
    hoursTitle: 'Wann arbeitest du, und wann möchtest du nachsehen?',
    hoursSays:
      'Zwischen Check-ins ist die Schleuse zu, und alles wartet an einem Ort. Drei am Tag sind ein guter Anfang.',
    zone: 'in der Zeitzone dieses Rechners, wohin er auch geht',
    checkIns: 'Check-ins',
    noDays: 'Wähle einen Tag, oder überspringe den Schritt: ohne Zeiten ist Sluice immer am Werk.',
    clientsTitle: 'Für wen arbeitest du?',
    clientsSays:
      'Name und Farbe genügen. Ein eigenes Projekt zählt auch, und alles andere kann später folgen.',
    clientName: (at) => `Kunde ${at}, Name`,
    clientPlace: 'Name',
    nextColour: (name) => `Eine andere Farbe; jetzt ist sie ${name}`,
    anotherClient: 'Noch ein Kunde',
    listenTitle: 'Worauf soll Sluice hören?',
    listenSays:
      'Was andere Programme auf deinen Bildschirm bringen, wird an einem Ort gesammelt und bleibt auf diesem Rechner.',
    desktop: 'Meldungen des Desktops',
    desktopKept:
      'Von jeder Meldung: aus welchem Programm sie ist, Titel und Text, und wann sie kam. Einstellungen und Regeln können den Text heraushalten.',
    later: 'Mail, Chats und Boards lassen sich später verbinden.',
    silenceTitle: 'Sollen andere Programme zwischen Check-ins still sein?',
    silenceSays:
      'Sluice kann diesen Rechner bitten, nicht zu stören, nur in deinen Zeiten. Es behauptet nur, was es prüfen konnte.',
    silence: 'Nicht stören',
    yes: 'Ja, still halten',
    yesSays:
      'Meldungen bleiben fern, bis ein Check-in öffnet. Deine eigene Einstellung kommt danach zurück.',
    no: 'Nein, nur sammeln',
    noSays: 'Meldungen kommen wie bisher, und alles wartet trotzdem an einem Ort auf dich.',
    notNow: 'Zurzeit wird nichts verlangt; sobald doch, sagt der Streifen, was daraus wurde.',
    through: 'Was sofort durchkommt',
  },
}
