import type { pages as english } from './en.pages'
import { rules } from './de.rules'
import { settings } from './de.settings'

/** Die Wörter, auf Deutsch, der Seiten für Kunden, Regeln und Einstellungen. */
export const pages: typeof english = {
  ...rules,
  ...settings,

  clientPage: {
    title: 'Kunden',
    add: 'Neuer Kunde',
    newName: 'Ein neuer Kunde',
    empty: 'Noch kein Kunde.',
    emptySays:
      'Ein Kunde ist jemand, für den du arbeitest, oder ein eigenes Projekt. Mit Kunden ist geordnet, was kommt, und nichts von einem steht unter einem anderen.',
    back: 'Alle Kunden',
    name: 'Name',
    noName: 'Ein Kunde braucht einen Namen.',
    number: 'Nummer',
    numberSays: 'Die Taste, die zu ihm wechselt, mit Strg',
    noNumber: 'Keine',
    zone: 'Zeitzone',
    zonePlace: 'Deine',
    noZone: 'Bitte eine Zone wie Europe/Helsinki.',
    hours: 'Arbeitet',
    off: 'Freie Tage',
    addOff: 'Tag hinzufügen',
    own: 'Mein eigenes Projekt',
    checkIns: 'Eigene Check-ins',
    checkInsSays: 'Sie ersetzen für diesen Kunden die gemeinsamen, an seinen Arbeitstagen.',
    noCheckIns: 'Keine: er folgt dem gemeinsamen Plan.',
    unsavedCheckIns: 'Speichere den Kunden erst; dann kann er eigene Check-ins haben.',
    wait: 'Längste Wartezeit',
    waitSays: 'Zählt nur in seinen Zeiten. Leer: nichts ist versprochen.',
    waitPlace: 'Keine',
    kept: (wait) => `Der Plan hält eine längste Wartezeit von ${wait} ein.`,
    mend: (at) => `${at} hinzufügen`,
    mendOwn: (name) => `als eigener Check-in für ${name}, an den Arbeitstagen dort`,
    mendCommon: 'als Check-in für alle Kunden, an diesen Tagen',
    orKeep:
      'Oder so speichern: ein weiterer Check-in kommt dann gerade rechtzeitig, wenn etwas gehalten wird.',
    openWith: 'Öffnet mit',
    openWithPlace: 'firefox -P acme',
    openWithSays: 'Der Befehl, der seine Links öffnet. Leer: dein Browser.',
    facts: 'In Kürze',
    here: (time) => `${time} dort`,
    works: (hours) => `Arbeitet ${hours}`,
    forYou: (hours) => `, für dich ${hours}`,
    noHours: 'Arbeitet zu jeder Zeit',
    plan: 'Check-ins',
    common: 'die gemeinsamen',
    none: 'keine',
    notKept: 'vom Plan nicht eingehalten',
    remove: 'Diesen Kunden entfernen',
    removeSure: (name) => `${name} entfernen?`,
    removeSays:
      'Seine Einträge bleiben, ohne Kunden, und stehen unter Alle. Seine eigenen Check-ins gehen. Z bringt alles zurück.',
    cancelRemove: 'Behalten',
    ownMark: 'eigenes Projekt',
    key: (number) => `Strg ${number}`,
    waitOf: (wait) => `wartet höchstens ${wait}`,
  },
}
